/// A reply of Redis (RESP2: hiredis 0.14 speaks nothing newer).
public enum RedisValue: Sendable, Hashable {
    case null
    case integer(Int)
    case bytes([UInt8])
    /// A simple string such as `OK`.
    case status(String)
    case array([RedisValue])
    /// An error within an array; as a whole reply it is thrown.
    case error(RedisServerError)

    /// The bytes of a string.
    public var bytes: [UInt8]? {
        switch self {
        case .bytes(let bytes): bytes
        case .status(let text): Array(text.utf8)
        default: nil
        }
    }

    public var text: String? {
        bytes.map { String(decoding: $0, as: UTF8.self) }
    }

    /// An integer, also one that came as a string.
    public var int: Int? {
        if case .integer(let value) = self { value } else { text.flatMap { Int($0) } }
    }

    public var array: [RedisValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }
}
