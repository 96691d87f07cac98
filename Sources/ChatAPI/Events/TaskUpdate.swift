import JSON
public import Reminders
public import TodoKit

/// What open pages are told of a task: the event `task.sync` on `task-updates`.
public struct TaskUpdate: Sendable, Hashable {
    public static let topic = "task-updates"
    public static let eventType = "task.sync"

    /// `created`, `updated`, `completed` or `deleted`.
    public var change: String
    public var task: TodoTask
    public var timestamp: Timestamp

    public init(_ event: TaskEvent) {
        change = String(event.kind.rawValue.dropFirst("task.".count))
        task = event.task
        timestamp = event.timestamp
    }

    public var eventID: String { "\(task.id):\(task.version):sync" }

    /// `{change, task}`
    var payload: RawJSON {
        var writer = JSONWriter(reservingCapacity: 512)
        writer.object { writer in
            writer.member("change", change)
            writer.member("task", task)
        }
        return RawJSON(unchecked: writer.bytes)
    }

    var envelope: RawJSON {
        var writer = JSONWriter(reservingCapacity: 640)
        writer.object { writer in
            writer.member("event_id", eventID)
            writer.member("event_type", Self.eventType)
            writer.member("timestamp", timestamp.rfc3339)
            writer.member("user_id", task.userID)
            writer.member("payload", payload)
        }
        return RawJSON(unchecked: writer.bytes)
    }
}
