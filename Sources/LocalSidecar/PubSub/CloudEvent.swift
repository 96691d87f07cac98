import JSON

/// The envelope that Dapr puts around what is published, and what it does to events that come in one already.
struct CloudEvent: Sendable {
    static let contentType = "application/cloudevents+json"
    static let defaultType = "com.dapr.event.sent"

    var fields: GoObject

    var id: String { fields["id"]?.string ?? "" }
    var bytes: [UInt8] { GoValue.object(fields).bytes }

    /// What the envelope takes from its surroundings.
    struct Surroundings: Sendable {
        var appID: String
        var pubsub: String
        var topic: String
        var trace: TraceContext
        var now: Moment
        /// `now` as text. Made once, for it goes into every event of a bulk.
        let time: String
        var newID: @Sendable () -> String

        init(appID: String, pubsub: String, topic: String, trace: TraceContext, now: Moment, newID: @escaping @Sendable () -> String) {
            self.appID = appID
            self.pubsub = pubsub
            self.topic = topic
            self.trace = trace
            self.now = now
            time = now.rfc3339
            self.newID = newID
        }
    }

    /// Wraps a body: JSON as `data`, text as a string, anything else as `data_base64`.
    ///
    /// - Parameter metadata: of the query; `cloudevent.*` sets fields, `ttlInSeconds` the expiration.
    init(wrapping body: [UInt8], contentType: String, metadata: [String: String], _ surroundings: Surroundings) {
        let contentType = contentType.isEmpty ? "text/plain" : contentType
        self.init(data: Self.data(body, contentType), contentType: contentType, metadata: metadata, surroundings)
    }

    /// - Parameter data: the member `data` or `data_base64`.
    init(data: (name: String, value: GoValue), contentType: String, metadata: [String: String], _ surroundings: Surroundings) {
        let trace = surroundings.trace
        fields = GoObject()
        fields["id"] = .string(metadata["cloudevent.id"] ?? surroundings.newID())
        fields["specversion"] = "1.0"
        fields["datacontenttype"] = .string(contentType)
        fields["source"] = .string(metadata["cloudevent.source"] ?? surroundings.appID)
        fields["type"] = .string(metadata["cloudevent.type"] ?? Self.defaultType)
        fields["topic"] = .string(surroundings.topic)
        fields["pubsubname"] = .string(surroundings.pubsub)
        fields["traceid"] = .string(metadata["cloudevent.traceid"] ?? trace.traceparent)
        fields["traceparent"] = .string(metadata["cloudevent.traceparent"] ?? trace.traceparent)
        fields["tracestate"] = .string(metadata["cloudevent.tracestate"] ?? trace.state)
        fields["time"] = .string(surroundings.time)
        fields[data.name] = data.value
        if let subject = metadata["cloudevent.subject"] { fields["subject"] = .string(subject) }
        setExpiration(metadata, surroundings.now)
    }

    /// Completes an event that the application made. `id` and `datacontenttype` stay absent when they are.
    init(completing event: GoObject, metadata: [String: String], _ surroundings: Surroundings) {
        fields = event
        fields["topic"] = .string(surroundings.topic)
        fields["pubsubname"] = .string(surroundings.pubsub)
        for (name, value) in [("source", "Dapr"), ("type", Self.defaultType), ("specversion", "1.0")]
        where (event[name]?.string ?? "").isEmpty {
            fields[name] = .string(value)
        }
        if event["time"] == nil { fields["time"] = .string(surroundings.time) }
        let trace = surroundings.trace.traceparent
        if event["traceid"] == nil { fields["traceid"] = .string(trace) }
        if event["traceparent"] == nil { fields["traceparent"] = .string(trace) }
        if event["tracestate"] == nil { fields["tracestate"] = .string(surroundings.trace.state) }
        setExpiration(metadata, surroundings.now)
    }

    /// What a subscriber with `rawPayload` gets: the stored bytes in an envelope of their own.
    init(raw body: [UInt8], pubsub: String, topic: String, id: String) {
        fields = GoObject([
            ("id", .string(id)), ("specversion", "1.0"), ("datacontenttype", "application/octet-stream"), ("source", "Dapr"),
            ("type", .string(Self.defaultType)), ("topic", .string(topic)), ("pubsubname", .string(pubsub)),
            ("data_base64", .string(Base64.encode(body))),
        ])
    }

    /// JSON that does not parse stays a string, still labelled JSON.
    static func data(_ body: [UInt8], _ contentType: String) -> (name: String, value: GoValue) {
        let base = BulkPublishRequest.baseType(contentType)
        if BulkPublishRequest.isJSON(base) {
            if let value = try? GoValue(json: body, numbers: .verbatim) { return ("data", value) }
            return ("data", .string(String(decoding: body, as: UTF8.self)))
        }
        if base == "application/octet-stream" || base.hasPrefix("image/") || base.hasPrefix("audio/") || base.hasPrefix("video/") {
            return ("data_base64", .string(Base64.encode(body)))
        }
        return ("data", .string(String(decoding: body, as: UTF8.self)))
    }

    /// A whole number of seconds or a duration; what is neither, or negative, is ignored. Zero is expired at once.
    private mutating func setExpiration(_ metadata: [String: String], _ now: Moment) {
        guard let text = metadata["ttlInSeconds"] else { return }
        let span = Int64(text).map { Span.seconds($0) } ?? Span(go: text)
        guard let span, span.nanoseconds >= 0 else { return }
        fields["expiration"] = .string((now + span).rfc3339)
    }

    /// Whether an event has expired; without a readable `expiration` never.
    static func hasExpired(_ event: GoValue, at now: Moment) -> Bool {
        guard let text = event["expiration"]?.string, let moment = Moment(rfc3339: text) else { return false }
        return moment <= now
    }
}
