// Room of Redis; see the design.
