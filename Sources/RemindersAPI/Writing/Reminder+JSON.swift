import JSON
import Reminders

/// A reminder as the API shows it.
struct ReminderView: JSONEncodable {
    let reminder: Reminder

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", reminder.id.text)
            writer.member("user_id", reminder.userID)
            writer.member("task_id", reminder.taskID)
            writer.member("title", reminder.title)
            writer.member("remind_at", reminder.due.rfc3339)
            writer.member("state", reminder.state.rawValue)
            writer.member("generation", reminder.generation)
            writer.member("carrier", reminder.carrier.rawValue)
            writer.member("event_id", reminder.eventID)
            writer.member("topic", reminder.topic)
            writer.member("created_at", reminder.createdAt.rfc3339)
            writer.member("tags", reminder.tags)
            writer.member("data", reminder.data)
            writer.member("attempts", reminder.attempts)
            if let firedAt = reminder.firedAt {
                writer.member("fired_at", firedAt.rfc3339)
                writer.member("lag_ms", reminder.lag ?? 0)
                writer.member("fired_by", reminder.carrier.rawValue)
            }
            writer.member("last_error", ifPresent: reminder.lastError)
        }
    }
}
