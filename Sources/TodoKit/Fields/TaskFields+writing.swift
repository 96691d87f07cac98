public import JSON
import Reminders

extension TaskFields: JSONEncodable {
    /// The fields that were mentioned, as the body of a request.
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", ifPresent: id)
            writer.member("title", ifPresent: title)
            writer.member("description", ifPresent: description)
            writer.member("status", ifPresent: status?.rawValue)
            writer.member("priority", ifPresent: priority?.rawValue)
            writer.member("due_at", ifPresent: dueAt.map { $0?.rfc3339 })
            writer.member("remind_at", ifPresent: remindAt.map { $0?.rfc3339 })
            writer.member("reminder_offset_minutes", ifPresent: reminderOffsetMinutes)
            writer.member("recurrence_rule", ifPresent: recurrenceRule)
            writer.member("recurrence_basis", ifPresent: recurrenceBasis?.rawValue)
            writer.member("misfire_policy", ifPresent: misfirePolicy?.rawValue)
            writer.member("time_zone", ifPresent: timeZone)
            writer.member("parent_task_id", ifPresent: parentTaskID)
            writer.member("tags", ifPresent: tags)
        }
    }
}
