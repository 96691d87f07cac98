public import JSON
public import ServiceKit

/// What an entry records: an event.
public struct AuditContent: Hashable, Sendable {
    /// A chain has no two entries of one event.
    public var eventID: String
    public var eventType: String
    /// When it happened, in milliseconds since 1970.
    public var timestamp: Int64
    public var userID: String
    /// Nil when the event does not say.
    public var topic: String?
    public var payload: JSONValue

    public init(eventID: String, eventType: String, timestamp: Int64, userID: String, topic: String? = nil, payload: JSONValue) {
        self.eventID = eventID
        self.eventType = eventType
        self.timestamp = timestamp
        self.userID = userID
        self.topic = topic
        self.payload = payload
    }

    public init(_ event: EventEnvelope) {
        self.init(
            eventID: event.eventID,
            eventType: event.eventType,
            timestamp: event.timestamp,
            userID: event.userID,
            topic: event.topic,
            payload: event.payload
        )
    }

    /// The task that the event is about: of a task's event its own id, of a reminder's the one it belongs to.
    public var taskID: String? {
        payload["task"]?["id"]?.string ?? payload["task_id"]?.string
    }
}
