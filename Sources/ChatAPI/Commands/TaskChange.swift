import JSON
import ReminderClient
import Reminders
import TodoKit

/// One change of one task, thought through: the record that will be, the reminder that has to be there before, and the guard that watches
/// over it. Pure.
struct TaskChange: Sendable, Equatable {
    let next: TaskRecord
    let event: TaskEvent
    /// To be scheduled before the record is written.
    let reminder: NewReminder?
    /// To be cancelled afterwards.
    let superseded: String?
    let watch: TaskGuard
    let isCreate: Bool

    /// What the engine still takes of the past fires at once.
    static let tolerance = Duration.seconds(50)

    /// - Parameters:
    ///   - old: the record that will be replaced.
    ///   - task: as it will be, with its new version; of a delete as it was.
    ///   - kind: what the event says.
    ///   - attempt: makes the ids of this try its own.
    init(_ kind: TaskEvent.Kind, from old: TaskRecord, to task: TodoTask, attempt: String, now: Timestamp, traceparent: String?) {
        let previous = old.liveTask.map { task.previousValues(of: $0) }
        event = TaskEvent(kind, task: task, previous: kind == .updated || kind == .completed ? previous : nil, timestamp: now)
        let isDelete = kind == .deleted
        var next = TaskRecord(state: isDelete ? .deleted : .live, task: task, pending: old.pending, origin: old.origin)
        next.pending.append(TaskRecord.Pending(event: event, traceparent: traceparent))

        let wanted = isDelete ? nil : task.reminderTime
        let current = old.state == .live ? old.reminder : nil
        if let wanted, let current, wanted == current.at, task.title == current.title || wanted <= now {
            next.reminder = current
            (reminder, superseded) = (nil, nil)
        } else if let wanted, wanted > now - Self.tolerance {
            let live = TaskRecord.LiveReminder(id: "task-\(task.id)-\(task.version)-\(attempt)", at: wanted, title: task.title)
            next.reminder = live
            reminder = Self.newReminder(live, of: task)
            superseded = current?.id
        } else {
            next.reminder = nil
            (reminder, superseded) = (nil, current?.id)
        }
        isCreate = kind == .created
        self.next = next
        watch = TaskGuard(
            taskID: task.id,
            userID: task.userID,
            version: task.version,
            attempt: attempt,
            reminder: reminder?.id,
            superseded: superseded
        )
    }

    private static func newReminder(_ live: TaskRecord.LiveReminder, of task: TodoTask) -> NewReminder {
        var data = JSONObject()
        data["task_version"] = .number(Double(task.version))
        if let dueAt = task.dueAt { data["due_at"] = .string(dueAt.rfc3339) }
        return NewReminder(
            id: live.id,
            userID: task.userID,
            taskID: task.id,
            title: task.title,
            time: .at(live.at.rfc3339),
            data: RawJSON(data)
        )
    }
}
