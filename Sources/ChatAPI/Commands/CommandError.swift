import Dapr
public import TodoKit

/// Why a command was not carried out.
public struct CommandError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// The user has no such task.
        case notFound
        /// The fields are not acceptable; see `fields`.
        case invalid
        /// The id belongs to another task, or did until that was deleted.
        case idTaken
        /// Somebody else changed the task at the same time.
        case conflict
        /// The task is no longer of the version that was given.
        case versionMismatch
        /// The engine or the state store cannot do it now. What was begun is finished or undone later.
        case unavailable
        /// What is stored makes no sense.
        case unreadable
    }

    public var code: Code
    /// One sentence for people.
    public var message: String
    public var fields: [TaskFieldError]

    public init(_ code: Code, _ message: String, fields: [TaskFieldError] = []) {
        self.code = code
        self.message = message
        self.fields = fields
    }

    init(storeIsAway error: DaprError) {
        self.init(.unavailable, "The state store does not answer: \(error)")
    }

    /// Whether the same command may succeed later.
    public var isRetriable: Bool { code == .unavailable || code == .conflict }
}

extension CommandError: CustomStringConvertible {
    public var description: String { ([message] + fields.map(\.description)).joined(separator: "; ") }
}
