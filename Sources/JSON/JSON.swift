// Room of JSON; see the design.
