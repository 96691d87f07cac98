/// Where a reminder is in its life.
public enum ReminderState: String, Sendable, Hashable, CaseIterable {
    /// Waits for its time, or for the next attempt to publish it.
    case scheduled
    /// Claimed by a replica that is publishing it, until its lease ends.
    case firing
    /// Its event was published.
    case fired
    case cancelled
    /// Ran out of attempts; stays visible until it is driven again or cancelled.
    case dead
}
