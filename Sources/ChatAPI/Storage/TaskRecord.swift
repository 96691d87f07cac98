import Reminders
import TodoKit

/// What is kept of one task, as one value with one version: the task, its events that are not known to be published, and its live reminder.
struct TaskRecord: Sendable, Equatable {
    enum State: String, CaseIterable {
        case live
        /// The task as it was last; kept for a while, so that its id, and with it the ids of its events, is not given to another.
        case deleted
        /// There never was a task: a value that only stands in the way of a create whose outcome is unknown.
        case fence
    }

    /// An event that waits to be published.
    struct Pending: Sendable, Equatable {
        var event: TaskEvent
        /// W3C trace context of the request that caused it.
        var traceparent: String?
    }

    /// The reminder in the engine that belongs to the task as it is.
    struct LiveReminder: Sendable, Equatable {
        var id: String
        var at: Timestamp
        var title: String
    }

    var state: State
    /// Nil for a fence.
    var task: TodoTask?
    var pending: [Pending] = []
    var reminder: LiveReminder?
    /// Tells a repeated create from another one with the same id.
    var origin = ""

    static let fence = TaskRecord(state: .fence)

    /// 0 as long as there was no task.
    var version: Int { task?.version ?? 0 }

    /// The task that people see.
    var liveTask: TodoTask? { state == .live ? task : nil }
}
