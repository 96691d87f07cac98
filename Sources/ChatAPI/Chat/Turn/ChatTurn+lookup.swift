import ChatLanguage
import ReminderClient
import Reminders
import TodoKit

/// Which task or reminder is meant. None or several are answered by a question.
extension ChatTurn {
    mutating func task(_ ref: ItemRef, _ settled: Conversation.Item?, _ intent: ChatIntent) async throws -> TodoTask {
        if let settled { return try await commands.task(settled.id, userID: userID) }
        switch ref {
        case .ordinal(let place):
            guard let item = Self.place(place, in: conversation.shownTasks) else {
                throw ChatFailure("There is no such place in the list.")
            }
            return try await commands.task(item.id, userID: userID)
        case .mentioned:
            guard let item = conversation.mentionedTask else { throw ChatFailure("Which task do you mean?") }
            return try await commands.task(item.id, userID: userID)
        case .latest: throw ChatFailure("Which task do you mean?")
        case .exact(let text), .words(let text):
            if TaskID.isValid(text), let task = try? await commands.task(text, userID: userID) { return task }
            let all = try await commands.tasks(userID: userID).sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
            let (open, completed) = (all.filter { !$0.isCompleted }, all.filter(\.isCompleted))
            var result = Self.find(ref, in: open.map(Self.item))
            if result == .none { result = Self.find(ref, in: completed.map(Self.item)) }
            let item = try settle(result, "task", text, intent)
            return try await commands.task(item.id, userID: userID)
        }
    }

    mutating func reminder(_ ref: ItemRef, _ settled: Conversation.Item?, _ intent: ChatIntent) async throws -> ReminderRecord {
        if let settled { return try await reminders.reminder(settled.id, userID: userID) }
        switch ref {
        case .latest:
            guard let record = try await reminders.latestFired(userID: userID, now: now) else {
                throw ChatFailure("No reminder came lately. Which one do you mean?")
            }
            return record
        case .ordinal(let place):
            guard let item = Self.place(place, in: conversation.shownReminders) else {
                throw ChatFailure("There is no such place in the list.")
            }
            return try await reminders.reminder(item.id, userID: userID)
        case .mentioned:
            guard let item = conversation.mentionedReminder else { throw ChatFailure("Which reminder do you mean?") }
            return try await reminders.reminder(item.id, userID: userID)
        case .exact(let text), .words(let text):
            if let record = try? await reminders.reminder(text, userID: userID) { return record }
            var result = Self.find(ref, in: try await reminders.list(userID: userID, limit: 500).map(Self.item))
            if result == .none, case .snoozeReminder = intent {
                let fired = try await reminders.list(userID: userID, state: "fired", from: now - .seconds(86_400), limit: 500)
                result = Self.find(ref, in: fired.map(Self.item))
            }
            let item = try settle(result, "reminder", text, intent)
            return try await reminders.reminder(item.id, userID: userID)
        }
    }

    private mutating func settle(_ result: ItemSearch.Result, _ kind: String, _ text: String, _ intent: ChatIntent) throws(ChatFailure)
        -> Conversation.Item
    {
        switch result {
        case .one(let item): return item
        case .none: throw ChatFailure("I found no \(kind) like “\(text)”. Which one do you mean?")
        case .several(let items):
            let offered = Array(items.prefix(ItemSearch.mostChoices))
            conversation.ask(which: offered, for: intent)
            let lines = offered.enumerated().map { "\($0 + 1). \($1.title)" }
            let more = items.count > offered.count ? "\n… and \(items.count - offered.count) more" : ""
            throw ChatFailure("Which \(kind) do you mean?\n\(lines.joined(separator: "\n"))\(more)")
        }
    }

    static func item(_ task: TodoTask) -> Conversation.Item { .init(id: task.id, title: task.title) }
    static func item(_ record: ReminderRecord) -> Conversation.Item { .init(id: record.id, title: record.title ?? "(no title)") }

    private static func find(_ ref: ItemRef, in items: [Conversation.Item]) -> ItemSearch.Result {
        switch ref {
        case .exact(let title): ItemSearch.exact(title, in: items)
        case .words(let text): ItemSearch.words(text, in: items)
        case .ordinal, .mentioned, .latest: .none
        }
    }

    private static func place(_ place: Int, in items: [Conversation.Item]) -> Conversation.Item? {
        let index = place > 0 ? place - 1 : items.count + place
        return items.indices.contains(index) ? items[index] : nil
    }
}
