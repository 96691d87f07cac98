import JSON
import ReminderClient

/// One line of an import.
struct ImportLine: Sendable {
    enum Parsed {
        case reminder(ImportLine)
        /// Empty, or finished.
        case skipped
        case wrong(String)
    }

    var number: Int
    var record: ReminderRecord

    static func parse(_ text: [UInt8], number: Int) -> Parsed {
        guard text.contains(where: { $0 > 0x20 }) else { return .skipped }
        do throws(JSONError) {
            let record = try ReminderRecord(json: text)
            let isFinished = record.state == "fired" || record.state == "cancelled"
            return isFinished ? .skipped : .reminder(ImportLine(number: number, record: record))
        } catch {
            return .wrong("\(error)")
        }
    }

    /// The request that makes it again.
    func request(time: ReminderTime? = nil) -> NewReminder {
        NewReminder(
            id: record.id,
            userID: record.userID,
            taskID: record.taskID,
            title: record.title,
            time: time ?? .at(record.remindAt),
            topic: record.topic.isEmpty ? nil : record.topic,
            tags: record.tags,
            data: record.data
        )
    }

    /// Whether the engine has this very reminder, however its time was put when it was made.
    func isSame(as other: ReminderRecord) -> Bool {
        record.id == other.id && record.userID == other.userID && record.taskID == other.taskID && record.title == other.title
            && record.remindAt == other.remindAt && record.tags == other.tags && record.topic == other.topic && record.data == other.data
    }
}
