// Room of Curl; see the design.
