import JSON
import Traces

extension EventEnvelope {
    /// Reads an event as a sidecar delivers it: as the `data` of a CloudEvents event (as an object, as text, or in base 64, which is how
    /// `rawPayload` comes), within several of those, or bare (Dapr 1.18).
    ///
    /// - Throws: `EventRejected` when there is no event with the five fields in it. The same bytes will be no better next time.
    public init(delivery bytes: [UInt8]) throws(EventRejected) {
        self = try Self.read(Self.parse(bytes), depth: 0)
    }

    /// A raw event that somebody wrapped, delivered to a raw subscription, is three deep.
    private static let maxDepth = 4

    private static func parse(_ bytes: [UInt8]) throws(EventRejected) -> JSONValue {
        do throws(JSONError) {
            return try JSONValue(parsing: bytes, options: JSONReader.Options(strictness: .lenient, maxDepth: 128))
        } catch {
            throw EventRejected("it is not JSON: \(error)")
        }
    }

    private static func read(_ value: JSONValue, depth: Int) throws(EventRejected) -> EventEnvelope {
        guard let object = value.object else { throw EventRejected("an object is expected, not \(value.kind)") }
        // `event_id` before `specversion`: a bare event may have a member of any name beside the five.
        if object["event_id"] != nil { return try fields(object) }
        guard depth < maxDepth else { throw EventRejected("it is wrapped more than \(maxDepth) times") }
        guard let content = try content(of: object) else { throw EventRejected("it has neither event_id nor data") }
        var envelope = try read(content, depth: depth + 1)
        // What is nearest to the publisher counts.
        envelope.traceparent = envelope.traceparent ?? object["traceparent"]?.string.flatMap(usable)
        envelope.source = envelope.source ?? object["source"]?.string
        envelope.topic = envelope.topic ?? object["topic"]?.string
        return envelope
    }

    private static func content(of event: JSONObject) throws(EventRejected) -> JSONValue? {
        if let text = event["data_base64"]?.string {
            guard let bytes = Base64.decode(text) else { throw EventRejected("data_base64 is not base 64") }
            return try parse(bytes)
        }
        // JSON published as something else comes as a string.
        if let text = event["data"]?.string { return try parse(Array(text.utf8)) }
        return event["data"]
    }

    private static func fields(_ object: JSONObject) throws(EventRejected) -> EventEnvelope {
        func text(_ name: String) throws(EventRejected) -> String {
            guard let value = object[name] else { throw EventRejected("\(name) is missing") }
            guard let text = value.string, !text.isEmpty else { throw EventRejected("\(name) has to be a string that is not empty") }
            guard text.utf8.count <= maxIDBytes else { throw EventRejected("\(name) has more than \(maxIDBytes) bytes") }
            return text
        }
        let time = try text("timestamp")
        guard let timestamp = UTCTimestamp.milliseconds(rfc3339: time) else {
            throw EventRejected("timestamp has to be RFC 3339 with a zone")
        }
        guard let payload = object["payload"] else { throw EventRejected("payload is missing") }
        return EventEnvelope(
            eventID: try text("event_id"),
            eventType: try text("event_type"),
            timestamp: timestamp,
            userID: try text("user_id"),
            payload: payload,
            traceparent: object["traceparent"]?.string.flatMap(usable)
        )
    }

    private static func usable(_ traceparent: String) -> String? {
        TraceContext(traceparent: traceparent) == nil ? nil : traceparent
    }
}
