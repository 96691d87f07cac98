// Room of Reminders; see the design.
