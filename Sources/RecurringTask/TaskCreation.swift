/// What came of asking for a task to be created.
public enum TaskCreation: String, Hashable, Sendable, CaseIterable {
    case created
    /// It had been created before, perhaps changed since.
    case existed
}

/// Why a task was not created.
public struct TaskCreationError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// chat-api or a sidecar is away, failing, or set up wrongly.
        case unavailable
        /// chat-api will not have such a task, however often it is asked.
        case refused
    }

    public var code: Code
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    public var isRetriable: Bool { code == .unavailable }
}

extension TaskCreationError: CustomStringConvertible {
    public var description: String { "\(code.rawValue): \(message)" }
}
