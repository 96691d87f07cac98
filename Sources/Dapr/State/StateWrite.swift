public import JSON

/// A value to save under a key.
public struct StateWrite: Sendable, Hashable {
    /// Without `||`, which separates the application's prefix.
    public var key: String

    /// Numbers pass through doubles on the way.
    public var value: RawJSON
    public var condition: StateCondition

    /// When the value vanishes. Nil keeps what the key has: a value once saved with an expiry still ends (state.redis). 0 removes the expiry.
    public var ttlSeconds: Int?
    public var options: StateOptions

    public init(_ key: String, _ value: RawJSON, condition: StateCondition = .none, ttlSeconds: Int? = nil, options: StateOptions = .init())
    {
        self.key = key
        self.value = value
        self.condition = condition
        self.ttlSeconds = ttlSeconds
        self.options = options
    }
}

extension StateWrite: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("key", key)
            writer.member("value", value)
            writer.member("etag", ifPresent: condition.etag)
            if let ttlSeconds {
                // A number is refused.
                writer.member("metadata", ["ttlInSeconds": String(ttlSeconds)])
            }
            writer.member("options", ifPresent: options == .standard ? nil : options)
        }
    }
}

extension StateOptions: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            if isFirstWrite { writer.member("concurrency", "first-write") }
            writer.member("consistency", ifPresent: consistency?.rawValue)
        }
    }
}
