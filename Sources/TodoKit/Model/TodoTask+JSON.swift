public import JSON
import Reminders

extension TodoTask: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("user_id", userID)
            writer.member("title", title)
            writer.member("description", ifPresent: description)
            writer.member("status", status.rawValue)
            writer.member("priority", priority.rawValue)
            writer.member("due_at", ifPresent: dueAt?.rfc3339)
            writer.member("remind_at", ifPresent: remindAt?.rfc3339)
            writer.member("reminder_offset_minutes", ifPresent: reminderOffsetMinutes)
            writer.member("recurrence_rule", ifPresent: recurrenceRule)
            writer.member("recurrence_basis", recurrenceBasis.rawValue)
            writer.member("misfire_policy", misfirePolicy.rawValue)
            writer.member("time_zone", timeZone)
            writer.member("parent_task_id", ifPresent: parentTaskID)
            writer.member("tags", tags)
            writer.member("created_at", createdAt.rfc3339)
            writer.member("updated_at", updatedAt.rfc3339)
            writer.member("completed_at", ifPresent: completedAt?.rfc3339)
            writer.member("version", version)
        }
    }
}

extension TodoTask: JSONDecodable {
    /// Reads a task as it was written, for whoever stores or receives one. Members of a later version are passed over; what
    /// people send is read by ``TaskFields`` instead, which says all that is wrong with it.
    public init(from reader: inout JSONReader) throws(JSONError) {
        self.init(id: "", userID: "", title: "", createdAt: .distantPast, version: 0)
        var updated: Timestamp?
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "id": id = try reader.string()
            case "user_id": userID = try reader.string()
            case "title": title = try reader.string()
            case "description": description = try String?(from: &reader)
            case "status": status = try reader.choice()
            case "priority": priority = try reader.choice()
            case "due_at": dueAt = try reader.optional { (reader) throws(JSONError) in try reader.timestamp() }
            case "remind_at": remindAt = try reader.optional { (reader) throws(JSONError) in try reader.timestamp() }
            case "reminder_offset_minutes": reminderOffsetMinutes = try Int?(from: &reader)
            case "recurrence_rule": recurrenceRule = try String?(from: &reader)
            case "recurrence_basis": recurrenceBasis = try reader.choice()
            case "misfire_policy": misfirePolicy = try reader.choice()
            case "time_zone": timeZone = try reader.string()
            case "parent_task_id": parentTaskID = try String?(from: &reader)
            case "tags": tags = try [String](from: &reader)
            case "created_at": createdAt = try reader.timestamp()
            case "updated_at": updated = try reader.timestamp()
            case "completed_at": completedAt = try reader.optional { (reader) throws(JSONError) in try reader.timestamp() }
            case "version": version = try reader.int()
            default: try reader.skip()
            }
        }
        updatedAt = updated ?? createdAt
        guard !id.isEmpty, !userID.isEmpty, !title.isEmpty, version > 0 else {
            throw reader.error(.invalidValue, "A task has id, user_id, title and version.")
        }
    }

    /// A task that came as part of a tree, such as an event's payload.
    public init(_ value: JSONValue) throws(JSONError) {
        try self.init(json: JSONWriter.encode(value))
    }
}
