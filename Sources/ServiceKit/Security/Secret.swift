/// A token or password: it can be used, but neither printed nor logged by accident.
public struct Secret: Hashable, Sendable {
    /// The secret itself.
    public let value: String

    public init(_ value: String) {
        self.value = value
    }

    /// Compares in a time that depends only on the length of `other`, so that an answer's delay does not give the secret away.
    public func matches(_ other: some StringProtocol) -> Bool {
        let own = Array(value.utf8)
        let given = Array(other.utf8)
        var difference = UInt(bitPattern: own.count ^ given.count)
        for index in given.indices {
            difference |= UInt((own.isEmpty ? 0 : own[index % own.count]) ^ given[index])
        }
        return difference == 0
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { value.isEmpty ? "(empty)" : "(hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
