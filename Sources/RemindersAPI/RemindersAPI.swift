// Room of RemindersAPI; see the design.
