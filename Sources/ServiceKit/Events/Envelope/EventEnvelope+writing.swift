public import JSON

extension EventEnvelope: JSONEncodable {
    /// The five mandatory fields.
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("event_id", eventID)
            writer.member("event_type", eventType)
            writer.member("timestamp", UTCTimestamp.string(milliseconds: timestamp))
            writer.member("user_id", userID)
            writer.member("payload", payload)
        }
    }

    /// A CloudEvents 1.0 event in structured JSON, for `application/cloudevents+json`: with everything that Dapr would otherwise fill in, since it makes
    /// no `id` for an event of one's own, and routes by its `type` (Dapr 1.18).
    ///
    /// - Parameter source: the app-id that publishes it.
    public func cloudEvent(source: String) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 1_024)
        writer.object { writer in
            writer.member("specversion", "1.0")
            writer.member("id", eventID)
            writer.member("type", eventType)
            writer.member("source", source)
            writer.member("time", UTCTimestamp.string(milliseconds: timestamp))
            writer.member("datacontenttype", "application/json")
            writer.member("traceparent", ifPresent: traceparent)
            writer.member("data", self)
        }
        return writer.bytes
    }
}
