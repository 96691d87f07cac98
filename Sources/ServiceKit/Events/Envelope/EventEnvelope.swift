public import JSON

/// An event of this system, whichever way it came: five mandatory fields, and what the transport says about it.
public struct EventEnvelope: Hashable, Sendable {
    /// Deterministic: every copy of one event has the same, and no other event has it.
    public var eventID: String
    /// Such as `task.created`.
    public var eventType: String
    /// Milliseconds since 1970.
    public var timestamp: Int64
    public var userID: String
    public var payload: JSONValue

    /// W3C `traceparent` of whoever published it; nil when there is none that makes sense.
    public var traceparent: String?
    /// The app-id that published it; nil for a bare event.
    public var source: String?
    /// The topic that it was published to first, as Dapr notes it; also on a dead letter. Nil for a bare event.
    public var topic: String?

    public init(
        eventID: String,
        eventType: String,
        timestamp: Int64,
        userID: String,
        payload: JSONValue,
        traceparent: String? = nil,
        source: String? = nil,
        topic: String? = nil
    ) {
        self.eventID = eventID
        self.eventType = eventType
        self.timestamp = timestamp
        self.userID = userID
        self.payload = payload
        self.traceparent = traceparent
        self.source = source
        self.topic = topic
    }

    /// No longer id than this is accepted, in UTF-8.
    public static let maxIDBytes = 512
}
