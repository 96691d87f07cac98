import ChatLanguage
import JSON
import ReminderClient
import Reminders
import TodoKit

/// What is done with reminders.
extension ChatTurn {
    mutating func setReminder(_ draft: ReminderDraft, _ settled: Conversation.Item?, _ intent: ChatIntent) async throws -> String {
        switch draft.subject {
        case .title(let title):
            guard case .at(let instant) = draft.time else { throw ChatFailure("When shall I remind you of “\(title)”?") }
            let at = Timestamp(milliseconds: instant)
            let made = try await reminders.schedule(userID: userID, title: title, .at(at.rfc3339))
            conversation.mention(reminder: Self.item(made))
            await note(
                "set_reminder",
                ["title": .string(title), "remind_at": .string(at.rfc3339)],
                Self.summary(made),
                isChange: true
            )
            return "I will remind you of “\(title)” \(times.text(at))."
        case .task(let ref):
            let task = try await task(ref, settled, intent)
            var fields = TaskFields()
            switch draft.time {
            case .at(let instant): fields.remindAt = .some(Timestamp(milliseconds: instant))
            case .before(let minutes):
                guard task.dueAt != nil else { throw ChatFailure("“\(task.title)” has no due date to count back from. When is it due?") }
                fields.reminderOffsetMinutes = .some(minutes)
            }
            let updated = try await commands.update(task.id, userID: userID, fields)
            conversation.mention(task: Self.item(updated))
            var arguments: JSONObject = ["task_id": .string(task.id)]
            if let at = updated.reminderTime { arguments["remind_at"] = .string(at.rfc3339) }
            await note("set_reminder", arguments, .object(updated.members), isChange: true)
            guard let at = updated.reminderTime, at > now else { return "That time has passed already." }
            return "I will remind you of “\(updated.title)” \(times.text(at))."
        }
    }

    mutating func listReminders(_ range: InstantRange?) async throws -> String {
        let found = try await reminders.list(
            userID: userID,
            from: range?.from.map { Timestamp(milliseconds: $0) },
            to: range?.before.map { Timestamp(milliseconds: $0) },
            limit: Conversation.mostShown
        )
        conversation.shownReminders = found.map(Self.item)
        var arguments = JSONObject()
        if let from = range?.from { arguments["from"] = .string(Timestamp(milliseconds: from).rfc3339) }
        if let before = range?.before { arguments["before"] = .string(Timestamp(milliseconds: before).rfc3339) }
        await note("list_reminders", arguments, ["reminders": .array(found.map(Self.summary))])
        if found.isEmpty { return "No reminders are coming up." }
        return found.enumerated().map { "\($0 + 1). \(Self.item($1).title) — \(when($1))" }.joined(separator: "\n")
    }

    mutating func cancelReminder(_ record: ReminderRecord) async throws -> String {
        if let taskID = record.taskID {
            do throws(CommandError) {
                try await commands.clearReminder(record.id, of: taskID, userID: userID)
            } catch {
                if error.code != .notFound { throw error }
            }
        }
        try await reminders.cancel(record.id, userID: userID)
        await note("cancel_reminder", ["reminder_id": .string(record.id)], Self.summary(record), isChange: true)
        return "Cancelled the reminder “\(Self.item(record).title)”."
    }

    mutating func snoozeReminder(_ record: ReminderRecord, _ snooze: Snooze) async throws -> String {
        let until =
            switch snooze {
            case .delay(let milliseconds): now + .milliseconds(milliseconds)
            case .until(let instant): Timestamp(milliseconds: instant)
            }
        let snoozed = try await reminders.snooze(record.id, userID: userID, .at(until.rfc3339))
        conversation.mention(reminder: Self.item(snoozed))
        await note(
            "snooze_reminder",
            ["reminder_id": .string(record.id), "until": .string(until.rfc3339)],
            Self.summary(snoozed),
            isChange: true
        )
        return "“\(Self.item(snoozed).title)” sleeps until \(when(snoozed))."
    }

    private func when(_ record: ReminderRecord) -> String {
        Timestamp(rfc3339: record.remindAt).map { times.text($0) } ?? record.remindAt
    }

    private static func summary(_ record: ReminderRecord) -> JSONValue {
        var summary: JSONObject = ["id": .string(record.id), "remind_at": .string(record.remindAt), "state": .string(record.state)]
        summary["title"] = record.title.map { .string($0) }
        summary["task_id"] = record.taskID.map { .string($0) }
        return .object(summary)
    }
}
