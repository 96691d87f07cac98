/// What became of one delivery of an event; the label `outcome` of `punctual_events_handled_total`.
public enum EventOutcome: String, Hashable, Sendable, CaseIterable {
    /// The handler did its work, and the event is marked as done.
    case handled
    /// The handler did its work, but the mark could not be set. A copy of the event may be handled again.
    case unmarked
    /// It had been handled before.
    case duplicate
    /// Another delivery of it is being handled.
    case held
    /// The handler failed; it may do better next time.
    case failed
    /// The handler did not end in time.
    case timedOut = "timed_out"
    /// The state store is away: nothing was done.
    case unavailable
    /// The delivery was broken off: its body did not arrive, or the service is stopping.
    case interrupted
    /// The handler refused it for good.
    case rejected
    /// It is no event of this system.
    case malformed

    public var answer: EventAnswer {
        switch self {
        // A mark that is missing is no reason to have the event brought again: that would repeat the work.
        case .handled, .unmarked, .duplicate: .success
        case .held, .failed, .timedOut, .unavailable, .interrupted: .retry
        case .rejected, .malformed: .drop
        }
    }
}
