public import JSON
public import Reminders

extension TaskEvent: JSONEncodable {
    /// The envelope that every event of this system has as its `data`: five mandatory fields.
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("event_id", id)
            writer.member("event_type", kind.rawValue)
            writer.member("timestamp", timestamp.rfc3339)
            writer.member("user_id", task.userID)
            writer.key("payload")
            writer.object { writer in
                writer.member("task", task)
                writer.member("previous", ifPresent: previous)
            }
        }
    }

    /// The event as a CloudEvent 1.0 in structured JSON (`application/cloudevents+json`), with everything that Dapr would otherwise
    /// fill in: it generates no `id` of its own for such an event, and routes by its `type` (Dapr 1.18).
    ///
    /// - Parameters:
    ///   - source: the app-id that publishes.
    ///   - traceparent: the W3C trace context of the request that changed the task.
    public func cloudEvent(source: String, traceparent: String? = nil) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 1024)
        writer.object { writer in
            writer.member("specversion", "1.0")
            writer.member("id", id)
            writer.member("type", kind.rawValue)
            writer.member("source", source)
            writer.member("subject", task.id)
            writer.member("time", timestamp.rfc3339)
            writer.member("datacontenttype", "application/json")
            writer.member("traceparent", ifPresent: traceparent)
            writer.member("data", self)
        }
        return writer.bytes
    }
}

extension TaskEvent {
    /// The event that an envelope's fields make up.
    ///
    /// - Parameters:
    ///   - type: `event_type`.
    ///   - payload: `{"task": …, "previous": …}`.
    /// - Returns: nil for a type that is no task event's.
    /// - Throws: when there is no task in the payload.
    public init?(type: String, timestamp: Timestamp, payload: JSONValue) throws(JSONError) {
        guard let kind = Kind(rawValue: type) else { return nil }
        guard let task = payload["task"] else {
            throw JSONError(.invalidValue, path: "payload.task", message: "The event has no task.")
        }
        self.init(kind, task: try TodoTask(task), previous: payload["previous"]?.object, timestamp: timestamp)
    }
}

extension TaskEvent: JSONDecodable {
    /// Reads an envelope.
    public init(from reader: inout JSONReader) throws(JSONError) {
        var (type, timestamp, payload): (String?, Timestamp?, JSONValue?)
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "event_type": type = try reader.string()
            case "timestamp": timestamp = try reader.timestamp()
            case "payload": payload = try reader.value()
            default: try reader.skip()
            }
        }
        guard let type, let timestamp, let payload, let event = try TaskEvent(type: type, timestamp: timestamp, payload: payload) else {
            throw reader.error(.invalidValue, "A task event has event_type, timestamp and payload.")
        }
        self = event
    }
}
