import JSON
import Reminders

extension ReminderChange {
    /// Reads the fields of a PATCH; what is wrong is noted.
    static func read(_ reader: inout JSONReader, _ check: inout FieldCheck) throws(JSONError) -> ReminderChange {
        var (due, content) = (DueFields(), ContentFields())
        var fields = 0
        guard try check.object(&reader) else { return ReminderChange() }
        while let key = try check.member(&reader) {
            fields += 1
            if try content.read(key, &reader, &check) { continue }
            if try due.read(key, &reader, &check) { continue }
            try check.unknown(&reader)
        }
        if fields == 0 { check.note("body", "At least one of the fields to change is needed.") }
        let when = due.isEmpty ? nil : due.resolved(&check, prefix: "")
        return ReminderChange(due: when, title: content.title, data: content.data, tags: content.tags)
    }
}

extension ReminderRequest.Due {
    /// The field by which a request says this.
    var field: String {
        switch self {
        case .at: "remind_at"
        case .after: "delay"
        case .local: "local_time"
        }
    }
}

extension ReminderRequest {
    var dueField: String { due.field }
}
