import Reminders

extension TodoTask {
    public static let mostTags = 20
    public static let reminderOffsets = 1...525_600

    /// Everything that keeps this task from being saved, by field; empty when it may be. Checks fields of their own and those
    /// that depend on each other, so it is what to call after a change was applied.
    public var fieldErrors: [TaskFieldError] {
        var errors: [TaskFieldError] = []
        func check(_ field: String, _ rule: TaskTextRule, _ text: String?) {
            if let text, let complaint = rule.complaint(about: text) { errors.append(TaskFieldError(field, complaint)) }
        }
        if !TaskID.isValid(id) { errors.append(TaskFieldError("id", TaskID.complaint)) }
        check("user_id", .userID, userID)
        check("title", .title, title)
        check("description", .description, description)
        if tags.count > Self.mostTags { errors.append(TaskFieldError("tags", "At most \(Self.mostTags) tags are allowed.")) }
        for (index, tag) in tags.prefix(Self.mostTags).enumerated() { check("tags[\(index)]", .tag, tag) }
        if let parentTaskID, !TaskID.isValid(parentTaskID) { errors.append(TaskFieldError("parent_task_id", TaskID.complaint)) }
        return errors + timeErrors
    }

    private var timeErrors: [TaskFieldError] {
        var errors: [TaskFieldError] = []
        if let reminderOffsetMinutes {
            if !Self.reminderOffsets.contains(reminderOffsetMinutes) {
                errors.append(TaskFieldError("reminder_offset_minutes", "A whole number from 1 to 525600 is needed."))
            }
            if remindAt != nil {
                errors.append(TaskFieldError("reminder_offset_minutes", "Only one of reminder_offset_minutes and remind_at is allowed."))
            } else if dueAt == nil {
                errors.append(TaskFieldError("due_at", "It is needed: reminder_offset_minutes counts back from it."))
            }
        }
        if let recurrenceComplaint { errors.append(TaskFieldError("recurrence_rule", recurrenceComplaint)) }
        if TaskZone(timeZone) == nil {
            errors.append(TaskFieldError("time_zone", "An IANA time zone is needed, such as Europe/Vienna."))
        }
        return errors
    }
}
