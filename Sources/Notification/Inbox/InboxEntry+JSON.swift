public import JSON
import Reminders

extension InboxEntry: JSONEncodable, JSONDecodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id)
            writer.member("title", title)
            writer.member("body", body)
            writer.member("task_id", ifPresent: taskID)
            writer.member("reminder_id", reminderID)
            writer.member("fired_at", firedAt.rfc3339)
            writer.member("created_at", createdAt.rfc3339)
            writer.member("read", isRead)
        }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
        (id, title, body, reminderID, isRead) = ("", "", "", "", false)
        (firedAt, createdAt) = (.distantPast, .distantPast)
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "id": id = try reader.string()
            case "title": title = try reader.string()
            case "body": body = try reader.string()
            case "task_id": taskID = try String?(from: &reader)
            case "reminder_id": reminderID = try reader.string()
            case "fired_at": firedAt = try Self.instant(&reader)
            case "created_at": createdAt = try Self.instant(&reader)
            case "read": isRead = try reader.bool()
            default: try reader.skip()
            }
        }
        guard !id.isEmpty else { throw reader.error(.invalidValue, "An entry has an id.") }
    }

    private static func instant(_ reader: inout JSONReader) throws(JSONError) -> Timestamp {
        guard let instant = Timestamp(rfc3339: try reader.string()) else { throw reader.error(.invalidValue, "RFC 3339 is needed.") }
        return instant
    }
}
