public import JSON
import Reminders

extension TaskFields {
    /// Reads an object of fields. What is wrong with it is added to `errors` by field; what a task has but nobody may set
    /// (`user_id`, `version`, times of its history) is passed over, so that a task may be sent back as it was received.
    ///
    /// - Throws: when the text is no JSON at all.
    public init(from reader: inout JSONReader, errors: inout [TaskFieldError]) throws(JSONError) {
        self.init()
        var check = TaskFieldCheck()
        defer { errors += check.errors }
        guard try reader.kind() == .object else {
            check.note("body", "An object is needed.")
            _ = try reader.isolated { (reader) throws(JSONError) in try reader.skip() }
            return
        }
        try reader.beginObject()
        while let key = try check.member(&reader) {
            switch key {
            case "id": id = try check.optional(&reader) { (reader) throws(JSONError) in try reader.string() } ?? nil
            case "title": title = try check.value(&reader) { (reader) throws(JSONError) in try reader.string() }
            case "description": description = try check.optional(&reader) { (reader) throws(JSONError) in try reader.string() }
            case "status": status = try check.value(&reader) { (reader) throws(JSONError) in try reader.choice() }
            case "priority": priority = try check.value(&reader) { (reader) throws(JSONError) in try reader.choice() }
            case "due_at": dueAt = try check.optional(&reader) { (reader) throws(JSONError) in try reader.timestamp() }
            case "remind_at": remindAt = try check.optional(&reader) { (reader) throws(JSONError) in try reader.timestamp() }
            case "reminder_offset_minutes":
                reminderOffsetMinutes = try check.optional(&reader) { (reader) throws(JSONError) in try reader.int() }
            case "recurrence_rule": recurrenceRule = try check.optional(&reader) { (reader) throws(JSONError) in try reader.string() }
            case "recurrence_basis": recurrenceBasis = try check.value(&reader) { (reader) throws(JSONError) in try reader.choice() }
            case "misfire_policy": misfirePolicy = try check.value(&reader) { (reader) throws(JSONError) in try reader.choice() }
            case "time_zone": timeZone = try check.value(&reader) { (reader) throws(JSONError) in try reader.string() }
            case "parent_task_id": parentTaskID = try check.optional(&reader) { (reader) throws(JSONError) in try reader.string() }
            case "tags": tags = try check.tags(&reader)
            case "user_id", "created_at", "updated_at", "completed_at", "version":
                _ = try reader.isolated { (reader) throws(JSONError) in try reader.skip() }
            default: try check.unknown(&reader)
            }
        }
    }
}
