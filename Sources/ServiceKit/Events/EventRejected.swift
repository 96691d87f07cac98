/// An event that can never be handled, however often it comes: it is dropped, and thereby goes to the dead-letter topic.
public struct EventRejected: Error, Hashable, Sendable {
    /// For people: what is wrong with it.
    public var reason: String

    public init(_ reason: String) {
        self.reason = reason
    }

    public var isRetriable: Bool { false }
}

extension EventRejected: CustomStringConvertible {
    public var description: String { reason }
}
