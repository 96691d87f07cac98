import Reminders
public import TodoKit

/// The changes that have a name of their own.
extension CommandLayer {
    /// Sets the fields that are mentioned.
    public func update(_ id: String, userID: String, _ fields: TaskFields, expected: Int? = nil) async throws(CommandError) -> TodoTask {
        try await change(id, userID: userID, expected: expected) { (task, now) throws(CommandError) in
            try Self.check(fields, for: task)
            fields.apply(to: &task, now: now)
        }
    }

    /// Replaces all that a user sets. What stays when it is not mentioned: status, time zone, and the task that this one follows.
    public func replace(_ id: String, userID: String, _ fields: TaskFields, expected: Int? = nil) async throws(CommandError) -> TodoTask {
        try await change(id, userID: userID, expected: expected, merges: false) { (task, now) throws(CommandError) in
            try Self.check(fields, for: task)
            let old = task
            task = TodoTask(
                id: old.id,
                userID: old.userID,
                title: "",
                status: old.status,
                timeZone: old.timeZone,
                parentTaskID: old.parentTaskID,
                createdAt: old.createdAt,
                updatedAt: old.updatedAt,
                completedAt: old.completedAt,
                version: old.version
            )
            fields.apply(to: &task, now: now)
        }
    }

    /// Completing a completed task changes nothing.
    public func complete(_ id: String, userID: String, expected: Int? = nil) async throws(CommandError) -> TodoTask {
        var fields = TaskFields()
        fields.status = .completed
        return try await update(id, userID: userID, fields, expected: expected)
    }

    /// Reopening a task that is open changes nothing.
    public func reopen(_ id: String, userID: String, expected: Int? = nil) async throws(CommandError) -> TodoTask {
        try await change(id, userID: userID, expected: expected) { (task, _) in
            guard task.isCompleted else { return }
            task.status = .pending
            task.completedAt = nil
        }
    }

    private static func check(_ fields: TaskFields, for task: TodoTask) throws(CommandError) {
        if let id = fields.id, id != task.id {
            throw CommandError(.invalid, "The task cannot be saved so.", fields: [TaskFieldError("id", "It cannot be changed.")])
        }
    }
}

extension CommandLayer {
    /// Makes a task remind no more, if that reminder is the one it has.
    func clearReminder(_ reminderID: String, of taskID: String, userID: String) async throws(CommandError) {
        guard TaskID.isValid(taskID), try await store.find(taskID).record.reminder?.id == reminderID else { return }
        var fields = TaskFields()
        fields.remindAt = .some(nil)
        fields.reminderOffsetMinutes = .some(nil)
        _ = try await update(taskID, userID: userID, fields)
    }
}
