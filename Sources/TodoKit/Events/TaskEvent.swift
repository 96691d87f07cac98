public import JSON
public import Reminders

/// Something that happened to a task, as told on the topic ``topic``.
public struct TaskEvent: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case created = "task.created"
        case updated = "task.updated"
        case completed = "task.completed"
        case deleted = "task.deleted"
    }

    public static let topic = "task-events"

    public var kind: Kind
    /// The task as it is after what happened; of a deleted one the last state.
    public var task: TodoTask
    /// The old values of the fields that changed, by their names in JSON; null for one that was not set.
    public var previous: JSONObject?
    public var timestamp: Timestamp

    public init(_ kind: Kind, task: TodoTask, previous: JSONObject? = nil, timestamp: Timestamp) {
        self.kind = kind
        self.task = task
        self.previous = previous
        self.timestamp = timestamp
    }

    /// `{task_id}:{version}:{created|updated|completed|deleted}`. The same change of the same task always gets the same id, so
    /// that consumers recognise one that is published again.
    public var id: String {
        "\(task.id):\(task.version):\(kind.rawValue.dropFirst("task.".count))"
    }

    /// The event of a change from `old` to `new`: completed when that is what happened, updated otherwise.
    public static func change(from old: TodoTask, to new: TodoTask, timestamp: Timestamp) -> TaskEvent {
        let kind: Kind = new.isCompleted && !old.isCompleted ? .completed : .updated
        return TaskEvent(kind, task: new, previous: new.previousValues(of: old), timestamp: timestamp)
    }
}

extension TodoTask {
    /// The values that `old` had in the fields in which it differs from this task. Version and `updated_at` differ always, and
    /// are left out.
    public func previousValues(of old: TodoTask) -> JSONObject {
        let (before, after) = (old.members, members)
        var result = JSONObject()
        for name in before.names + after.names where !["version", "updated_at"].contains(name) && before[name] != after[name] {
            result[name] = before[name] ?? .null
        }
        return result
    }

    /// The task as a tree.
    public var members: JSONObject {
        (try? JSONValue(parsing: JSONWriter.encode(self)))?.object ?? JSONObject()
    }
}
