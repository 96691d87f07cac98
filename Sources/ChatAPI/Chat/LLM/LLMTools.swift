import ChatLanguage
import JSON
import Reminders
import TodoKit

/// The tools as an LLM sees them, and what its calls mean: the same intents that the language knows.
enum LLMTools {
    /// Reads a call. Names and arguments may be made up: everything is checked.
    static func intent(_ name: String, _ arguments: String, _ times: ZoneText) -> Result<ChatIntent, ChatFailure> {
        guard let object = (try? JSONValue(parsing: arguments, options: .lenient))?.object else {
            return .failure(ChatFailure("The arguments are no JSON object."))
        }
        let reader = LLMArguments(object: object, times: times)
        do throws(ChatFailure) {
            return .success(try intent(name, reader))
        } catch {
            return .failure(error)
        }
    }

    private static func intent(_ name: String, _ given: LLMArguments) throws(ChatFailure) -> ChatIntent {
        switch name {
        case "add_task":
            return .addTask(
                TaskDraft(
                    title: try given.required("title"),
                    dueAt: try given.instant("due_at"),
                    remindAt: try given.instant("remind_at"),
                    offsetMinutes: try given.integer("reminder_offset_minutes"),
                    recurrence: try given.text("recurrence_rule"),
                    priority: try given.choice("priority"),
                    tags: try given.texts("tags"),
                    description: try given.text("description")
                )
            )
        case "list_tasks":
            let range = InstantRange(from: try given.instant("due_from"), before: try given.instant("due_before"))
            return .listTasks(
                TaskFilter(
                    status: try given.choice("status") ?? .open,
                    priority: try given.choice("priority"),
                    tags: try given.texts("tags"),
                    due: range == InstantRange() ? nil : range
                )
            )
        case "search_tasks": return .searchTasks(try given.required("query"))
        case "complete_task": return .completeTask(.words(try given.required("task")))
        case "delete_task": return .deleteTask(.words(try given.required("task")))
        case "update_task":
            return .updateTask(
                .words(try given.required("task")),
                TaskChanges(
                    title: try given.text("title"),
                    due: try given.instant("due_at").map { .at($0) },
                    reminder: try given.instant("remind_at").map { .at($0) },
                    recurrence: try given.text("recurrence_rule").map { .set($0) },
                    priority: try given.choice("priority"),
                    status: try given.choice("status"),
                    addedTags: try given.texts("add_tags"),
                    removedTags: try given.texts("remove_tags"),
                    description: try given.text("description").map { .set($0) }
                )
            )
        case "set_reminder":
            let at = try given.instant("remind_at")
            guard let at else { throw ChatFailure("remind_at is needed.") }
            if let task = try given.text("task") { return .setReminder(ReminderDraft(.task(.words(task)), .at(at))) }
            return .setReminder(ReminderDraft(.title(try given.required("title")), .at(at)))
        case "list_reminders": return .listReminders(nil)
        case "cancel_reminder": return .cancelReminder(.words(try given.required("reminder")))
        case "snooze_reminder":
            let minutes = try given.integer("minutes") ?? 10
            guard (1...525_600).contains(minutes) else { throw ChatFailure("minutes has to be from 1 to 525600.") }
            let ref: ItemRef = try given.text("reminder").map { .words($0) } ?? .latest
            return .snoozeReminder(ref, .delay(Int64(minutes) * 60_000))
        default: throw ChatFailure("There is no tool \(name.prefix(60)).")
        }
    }
}

/// Typed access to what an LLM gives as arguments.
struct LLMArguments {
    let object: JSONObject
    let times: ZoneText

    func text(_ name: String) throws(ChatFailure) -> String? {
        guard let value = object[name], !value.isNull else { return nil }
        guard let text = value.string else { throw ChatFailure("\(name) has to be a string.") }
        return text.isEmpty ? nil : text
    }

    func required(_ name: String) throws(ChatFailure) -> String {
        guard let text = try text(name) else { throw ChatFailure("\(name) is needed.") }
        return text
    }

    func integer(_ name: String) throws(ChatFailure) -> Int? {
        guard let value = object[name], !value.isNull else { return nil }
        guard let number = value.int else { throw ChatFailure("\(name) has to be a whole number.") }
        return number
    }

    func texts(_ name: String) throws(ChatFailure) -> [String] {
        guard let value = object[name], !value.isNull else { return [] }
        guard let values = value.array else { throw ChatFailure("\(name) has to be a list of strings.") }
        return values.compactMap(\.string)
    }

    func instant(_ name: String) throws(ChatFailure) -> Int64? {
        guard let text = try text(name) else { return nil }
        guard let instant = times.instant(text) else { throw ChatFailure("\(name) has to be a time such as 2026-11-24T18:00.") }
        return instant.milliseconds
    }

    func choice<Choice: RawRepresentable<String>>(_ name: String) throws(ChatFailure) -> Choice? {
        guard let text = try text(name) else { return nil }
        // TaskFilter.Status and TaskStatus write this one in different ways.
        guard let choice = Choice(rawValue: text) ?? (text == "in_progress" ? Choice(rawValue: "inProgress") : nil) else {
            throw ChatFailure("\(name) cannot be \(text.prefix(40)).")
        }
        return choice
    }
}
