// Room of RemindersDapr; see the design.
