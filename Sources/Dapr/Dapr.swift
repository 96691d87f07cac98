// Room of Dapr; see the design.
