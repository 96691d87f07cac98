public import JSON

/// A reminder: tell this user this, at that time.
public struct Reminder: Hashable, Sendable, Identifiable {
    public let id: ReminderID
    public var userID: String
    public var taskID: String?
    public var title: String?
    /// When it is to fire. Not moved by retries.
    public var due: Timestamp
    /// The pub/sub topic its event goes to.
    public var topic: String
    public var tags: [String]
    /// The caller's own payload, an I-JSON value (RFC 7493).
    public var data: RawJSON?
    /// W3C trace context of the request that scheduled it; travels with the job, since Dapr forwards none (Dapr ≤ 1.18).
    public var traceparent: String?
    /// Counts up from 1 with every accepted change. A trigger for an older generation does nothing.
    public var generation: Int
    public var createdAt: Timestamp
    /// Of the request that created it: tells a repeated request from another one with the same id.
    public var fingerprint: UInt64

    public var state: ReminderState
    /// Who is going to wake it up; after firing, who was.
    public var carrier: Carrier
    /// Publishing attempts that failed, or ended with the process that made them.
    public var attempts: Int
    public var firedAt: Timestamp?
    /// Why the last attempt failed.
    public var lastError: String?
    /// True when a failed attempt may have reached the broker all the same; such a reminder can no longer be cancelled.
    public var isUncertain: Bool

    public init(
        id: ReminderID,
        userID: String,
        taskID: String? = nil,
        title: String? = nil,
        due: Timestamp,
        topic: String = Reminder.defaultTopic,
        tags: [String] = [],
        data: RawJSON? = nil,
        traceparent: String? = nil,
        generation: Int = 1,
        createdAt: Timestamp,
        fingerprint: UInt64 = 0,
        state: ReminderState = .scheduled,
        carrier: Carrier = .sweeper,
        attempts: Int = 0,
        firedAt: Timestamp? = nil,
        lastError: String? = nil,
        isUncertain: Bool = false
    ) {
        self.id = id
        self.userID = userID
        self.taskID = taskID
        self.title = title
        self.due = due
        self.topic = topic
        self.tags = tags
        self.data = data
        self.traceparent = traceparent
        self.generation = generation
        self.createdAt = createdAt
        self.fingerprint = fingerprint
        self.state = state
        self.carrier = carrier
        self.attempts = attempts
        self.firedAt = firedAt
        self.lastError = lastError
        self.isUncertain = isUncertain
    }

    public static let defaultTopic = "reminders"

    /// The same for every attempt to publish one generation, so that every consumer recognises a repeat.
    public var eventID: String { "\(id.text):\(generation)" }

    /// How late it fired, in milliseconds.
    public var lag: Int64? { firedAt.map { $0.milliseconds - due.milliseconds } }
}
