/// One event of a bulk publish.
public struct BulkEntry: Sendable {
    /// The event as JSON, put into the request as it is: an object, or a JSON string for text and, in base64, for bytes. It has to be valid.
    public var event: [UInt8]

    public var contentType: String

    /// Such as Kafka's `partitionKey`. Metadata of the whole request reaches only entries that have some of their own.
    public var metadata: [String: String]

    public init(_ event: [UInt8], contentType: String = CloudEvent.contentType, metadata: [String: String] = [:]) {
        self.event = event
        self.contentType = contentType
        self.metadata = metadata
    }
}
