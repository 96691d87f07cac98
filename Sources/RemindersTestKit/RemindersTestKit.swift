// Room of RemindersTestKit; see the design.
