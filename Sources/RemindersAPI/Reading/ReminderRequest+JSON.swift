import JSON
import Reminders

extension ReminderRequest {
    /// Reads the object of one reminder to schedule. What is wrong with it is noted; the reader stands behind it.
    ///
    /// - Throws: when the text is no JSON at all.
    static func read(_ reader: inout JSONReader, _ check: inout FieldCheck) throws(JSONError) -> ReminderRequest? {
        let path = reader.path
        let prefix = path.isEmpty ? "" : path + "."
        guard try reader.kind() == .object else {
            check.note(path.isEmpty ? "body" : path, "An object is needed.")
            _ = try reader.isolated { (reader) throws(JSONError) in try reader.skip() }
            return nil
        }
        let faultsBefore = check.errors.count
        var (id, userID, taskID, topic): (ReminderID?, String?, String?, String?)
        var (due, content) = (DueFields(), ContentFields())
        var hasUser = false
        try reader.beginObject()
        while let key = try check.member(&reader) {
            switch key {
            case "id": id = try check.id(&reader)
            case "user_id":
                hasUser = true
                userID = try check.text(&reader, .userID)
            case "task_id":
                if try !reader.skipNull() { taskID = try check.text(&reader, .taskID) }
            case "topic":
                if try !reader.skipNull() { topic = try check.topic(&reader) }
            default:
                if try content.read(key, &reader, &check) { continue }
                if try due.read(key, &reader, &check) { continue }
                try check.unknown(&reader)
            }
        }
        if !hasUser { check.note(prefix + "user_id", "It is needed.") }
        let when = due.resolved(&check, prefix: prefix)
        guard check.errors.count == faultsBefore, let userID, let when else { return nil }
        return ReminderRequest(
            id: id,
            userID: userID,
            taskID: taskID,
            title: content.title ?? nil,
            due: when,
            topic: topic ?? Reminder.defaultTopic,
            tags: content.tags ?? [],
            data: content.data ?? nil
        )
    }
}

extension FieldCheck {
    /// The next member's name. A name that comes twice is noted, and the member passed over.
    mutating func member(_ reader: inout JSONReader) throws(JSONError) -> JSONKey? {
        while true {
            do throws(JSONError) {
                return try reader.nextMember()
            } catch {
                guard error.code == .duplicateName else { throw error }
                note(error.path.isEmpty ? "body" : error.path, error.message)
                _ = try reader.isolated { (reader) throws(JSONError) in try reader.skip() }
            }
        }
    }

    mutating func id(_ reader: inout JSONReader) throws(JSONError) -> ReminderID? {
        let path = reader.path
        guard let text = try value(&reader, { (reader) throws(JSONError) in try reader.string() }) else { return nil }
        if let id = ReminderID(text) { return id }
        note(path, "1 to 128 characters of A-Z, a-z, 0-9, '.', '_' and '-' are needed.")
        return nil
    }

    /// A topic goes into the path of the sidecar's API and is a name in the broker: the same modest alphabet as ids.
    mutating func topic(_ reader: inout JSONReader) throws(JSONError) -> String? {
        let path = reader.path
        guard let text = try value(&reader, { (reader) throws(JSONError) in try reader.string() }) else { return nil }
        if ReminderID(text) != nil { return text }
        note(path, "1 to 128 characters of A-Z, a-z, 0-9, '.', '_' and '-' are needed.")
        return nil
    }
}
