/// What an operator wants reminders to be carried by.
public enum DeliveryMode: String, Sendable, Hashable, CaseIterable {
    /// Jobs while it is healthy, the sweeper while it is not.
    case auto
    /// Jobs, whatever the breaker says; the sweeper remains the safety net behind the grace period.
    case jobs
    /// The sweeper alone.
    case fallback
}
