// Room of ServiceKit; see the design.
