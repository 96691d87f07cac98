// Room of RemindersRedis; see the design.
