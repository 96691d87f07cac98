import JSON
import ReminderClient

/// A note to ourselves in the engine, set before a change and cancelled when all of it is done. When it fires, the change may have been
/// broken off anywhere.
struct TaskGuard: Sendable, Hashable {
    static let topic = "task-guards"
    /// Whose reminders the guards are: nobody's, so that they are in no user's list.
    static let owner = "chat-api"
    /// Most changes are over in a few milliseconds.
    static let delay = "10s"
    /// Until what could not be finished is tried again.
    static let retryDelay = "15s"

    var taskID: String
    var userID: String
    /// Of the task after the change.
    var version: Int
    /// Tells several tries for the same version apart.
    var attempt: String
    /// The reminder that belongs to the task if the change was made, and to nothing if it was not.
    var reminder: String?
    /// The reminder that belongs to the task if the change was not made.
    var superseded: String?

    var id: String { "guard-\(taskID)-\(version)-\(attempt)" }

    var newReminder: NewReminder {
        NewReminder(id: id, userID: Self.owner, time: .after(Self.delay), topic: Self.topic, data: RawJSON(self))
    }
}

extension TaskGuard: JSONEncodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("task_id", taskID)
            writer.member("user_id", userID)
            writer.member("version", version)
            writer.member("attempt", attempt)
            writer.member("reminder", ifPresent: reminder)
            writer.member("superseded", ifPresent: superseded)
        }
    }

    /// - Parameter payload: of the engine's event.
    /// - Returns: nil for what is no guard's.
    init?(payload: JSONValue) {
        guard let data = payload["data"] else { return nil }
        self.init(data: data)
    }

    /// - Returns: nil for what is no guard's.
    init?(data: JSONValue) {
        guard let taskID = data["task_id"]?.string, let userID = data["user_id"]?.string,
            let version = data["version"]?.int, let attempt = data["attempt"]?.string
        else { return nil }
        self.init(
            taskID: taskID,
            userID: userID,
            version: version,
            attempt: attempt,
            reminder: data["reminder"]?.string,
            superseded: data["superseded"]?.string
        )
    }
}
