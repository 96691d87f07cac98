public import JSON

/// A CloudEvent 1.0 in its structured JSON form (`application/cloudevents+json`).
public struct CloudEvent: Sendable, Hashable {
    /// The content type that makes a sidecar take a body as a CloudEvent.
    public static var contentType: String { "application/cloudevents+json" }

    /// The payload: JSON as it was written, or bytes that travel as base64.
    public enum Payload: Sendable, Hashable {
        case json(RawJSON)
        case bytes([UInt8])
    }

    /// Never made up by the sidecar when absent.
    public var id: String
    public var source: String
    public var type: String
    public var subject: String?
    /// RFC 3339.
    public var time: String?
    public var dataContentType: String?
    public var payload: Payload?

    /// Everything else: `traceparent`, `topic`, `pubsubname`, own attributes. A value that is no string is kept as its JSON text.
    public var extensions: [String: String]

    public init(
        id: String,
        source: String,
        type: String,
        subject: String? = nil,
        time: String? = nil,
        dataContentType: String? = "application/json",
        payload: Payload? = nil,
        extensions: [String: String] = [:]
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.subject = subject
        self.time = time
        self.dataContentType = dataContentType
        self.payload = payload
        self.extensions = extensions
    }
}

extension CloudEvent {
    /// The trace that the event belongs to, as the sidecar hands it on.
    public var traceparent: String? { extensions["traceparent"].flatMap { $0.isEmpty ? nil : $0 } }

    /// The topic it was published to; also in a dead letter.
    public var topic: String? { extensions["topic"] }

    public var pubsubName: String? { extensions["pubsubname"] }
}
