/// The time of day that the engine decides by. A parameter everywhere, so that tests drive it.
public protocol WallClock: Clock<Duration> where Instant == Timestamp {}
