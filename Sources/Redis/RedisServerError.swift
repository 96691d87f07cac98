/// An error that Redis answered with.
public struct RedisServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The whole line, such as `WRONGTYPE Operation against a key holding the wrong kind of value`.
    public var message: String

    public init(_ message: String) {
        self.message = message
    }

    /// Its first word, such as `WRONGTYPE`.
    public var code: Substring { message.prefix { $0 != " " } }

    /// True for what passes: Redis is loading, busy with a script, fails over or is full.
    public var isRetriable: Bool {
        switch code {
        case "LOADING", "BUSY", "TRYAGAIN", "MASTERDOWN", "CLUSTERDOWN", "READONLY", "OOM", "MISCONF", "NOREPLICAS": true
        default: false
        }
    }

    public var description: String { message }
}
