/// A Lua script that is run by its hash.
public struct RedisScript: Sendable, Hashable {
    /// For people: shows in errors.
    public let name: String
    public let source: [UInt8]

    public init(name: String, source: [UInt8]) {
        self.name = name
        self.source = source
    }
}
