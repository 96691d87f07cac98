// Room of LocalProcess; see the design.
