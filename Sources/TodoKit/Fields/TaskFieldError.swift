/// One thing that is wrong with a task that somebody wants to save.
public struct TaskFieldError: Error, Hashable, Sendable {
    /// The field by its name in JSON, as `due_at` or `tags[2]`.
    public var field: String
    /// One sentence for the person who sent it.
    public var message: String

    public init(_ field: String, _ message: String) {
        self.field = field
        self.message = message
    }

    /// The same task is wrong each time.
    public var isRetriable: Bool { false }
}

extension TaskFieldError: CustomStringConvertible {
    public var description: String { "\(field): \(message)" }
}
