public import JSON

/// A value with its version.
public struct StateValue: Sendable, Hashable {
    /// The value as the store returned it: JSON, when it was saved through this API.
    public var bytes: [UInt8]
    public var etag: String?

    public init(bytes: [UInt8], etag: String?) {
        self.bytes = bytes
        self.etag = etag
    }

    public func decode<Value: JSONDecodable>(_ type: Value.Type = Value.self) throws(JSONError) -> Value {
        try Value(json: bytes, options: .lenient)
    }
}
