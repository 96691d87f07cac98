/// An event about a reminder. On the wire it is a CloudEvent 1.0 whose `id` is the event id and whose `data` is the
/// envelope of this system: `event_id`, `event_type`, `timestamp`, `user_id`, `payload`.
public struct ReminderEvent: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case triggered = "reminder.triggered"
    }

    public var kind: Kind
    /// The reminder as it is at this moment; for `triggered` with the firing time and the carrier set.
    public var reminder: Reminder
    public var timestamp: Timestamp
    /// W3C trace context of the span that publishes it.
    public var traceparent: String?

    /// - Parameter traceparent: nil for that of the reminder.
    public init(kind: Kind, reminder: Reminder, timestamp: Timestamp, traceparent: String? = nil) {
        self.kind = kind
        self.reminder = reminder
        self.timestamp = timestamp
        self.traceparent = traceparent ?? reminder.traceparent
    }

    /// Deterministic, so that a repeat is recognised.
    public var id: String { reminder.eventID }
}
