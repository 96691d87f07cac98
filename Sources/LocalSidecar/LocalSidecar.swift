// Room of LocalSidecar; see the design.
