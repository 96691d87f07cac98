import JSON
import ReminderClient

/// Reminders in words.
enum ReminderText {
    static func table(_ reminders: [ReminderRecord]) -> [String] {
        var table = Table("DUE", "ID", "USER", "STATE", "BY", "LAG", "TITLE")
        for reminder in reminders {
            table.add(
                seconds(reminder.remindAt),
                reminder.id,
                reminder.userID,
                reminder.state,
                reminder.firedBy ?? reminder.carrier,
                reminder.lag.map { "\($0) ms" },
                reminder.title
            )
        }
        return table.lines
    }

    /// All that is known, one field on each line.
    static func details(_ reminder: ReminderRecord) -> [String] {
        let fields: [(String, String?)] = [
            ("id", reminder.id), ("user", reminder.userID), ("task", reminder.taskID), ("title", reminder.title),
            ("due", reminder.remindAt), ("state", reminder.state), ("carrier", reminder.carrier),
            ("generation", String(reminder.generation)), ("event", reminder.eventID), ("topic", reminder.topic),
            ("created", reminder.createdAt), ("tags", reminder.tags.isEmpty ? nil : reminder.tags.joined(separator: ", ")),
            ("data", reminder.data?.description), ("fired", reminder.firedAt), ("lag", reminder.lag.map { "\($0) ms" }),
            ("fired by", reminder.firedBy), ("attempts", reminder.attempts > 0 ? String(reminder.attempts) : nil),
            ("last error", reminder.lastError),
        ]
        return fields.compactMap { name, value in
            value.map { name + String(repeating: " ", count: 12 - name.count) + Printable.text($0) }
        }
    }

    static func json(_ value: some JSONEncodable) -> String { String(decoding: JSONWriter.encode(value), as: UTF8.self) }

    /// `2026-11-24T09:00:00.000Z` without the milliseconds.
    static func seconds(_ instant: String) -> String {
        guard let dot = instant.firstIndex(of: ".") else { return instant }
        return instant[..<dot] + "Z"
    }
}
