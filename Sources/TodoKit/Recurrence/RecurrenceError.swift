/// Why a text is no recurrence rule that a task may have.
public struct RecurrenceError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// Not by the grammar of RFC 5545, section 3.3.10, and none of our words.
        case malformed
        /// By the grammar, but not something that a task can repeat by, such as every second.
        case unsupported
        /// Longer, more often or further apart than is allowed.
        case excessive
    }

    public var code: Code
    /// One sentence for the person who wrote the rule.
    public var message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// The same text fails the same way each time.
    public var isRetriable: Bool { false }
}

extension RecurrenceError: CustomStringConvertible {
    public var description: String { message }
}
