public import TodoKit
public import Traces

/// Creates tasks: the seam to chat-api.
public protocol TaskCreator: Sendable {
    /// Creates a task that has an id of its own, on the user's behalf. Doing so again changes nothing.
    ///
    /// - Parameter trace: of the event that led to it.
    func create(_ task: TaskFields, for userID: String, trace: TraceContext) async throws(TaskCreationError) -> TaskCreation
}
