// Room of ReminderClient; see the design.
