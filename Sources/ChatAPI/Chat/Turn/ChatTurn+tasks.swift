import ChatLanguage
import Foundation
import JSON
import Reminders
import TodoKit

/// What is done with tasks.
extension ChatTurn {
    mutating func add(_ draft: TaskDraft) async throws -> String {
        var fields = TaskFields()
        fields.title = draft.title
        fields.timeZone = times.zone.name
        if let description = draft.description { fields.description = .some(description) }
        if let dueAt = draft.dueAt { fields.dueAt = .some(Timestamp(milliseconds: dueAt)) }
        if let remindAt = draft.remindAt { fields.remindAt = .some(Timestamp(milliseconds: remindAt)) }
        if let offset = draft.offsetMinutes { fields.reminderOffsetMinutes = .some(offset) }
        if let rule = draft.recurrence { fields.recurrenceRule = .some(rule) }
        if let priority = draft.priority { fields.priority = TodoKit.TaskPriority(rawValue: priority.rawValue) }
        if !draft.tags.isEmpty { fields.tags = draft.tags }
        let task = try await commands.create(fields, userID: userID, timeZone: times.zone.name).task
        conversation.mention(task: Self.item(task))
        await note("add_task", arguments(of: task), .object(task.members), isChange: true)
        return "Added “\(task.title)”\(details(task))."
    }

    mutating func list(_ filter: TaskFilter) async throws -> String {
        let found = TaskSelection(filter).select(try await commands.tasks(userID: userID))
        return await show(found, "list_tasks", Self.arguments(filter), empty: "There is nothing on your list.")
    }

    mutating func search(_ text: String) async throws -> String {
        var query = TaskQuery()
        query.search = text.lowercased().split { $0.isWhitespace }.map(String.init)
        query.limit = Conversation.mostShown
        let found = query.page(of: try await commands.tasks(userID: userID)).tasks
        return await show(found, "search_tasks", ["query": .string(text)], empty: "I found no task with “\(text)”.")
    }

    mutating func complete(_ task: TodoTask) async throws -> String {
        conversation.mention(task: Self.item(task))
        if task.isCompleted { return "“\(task.title)” is completed already." }
        let done = try await commands.complete(task.id, userID: userID)
        await note("complete_task", ["task_id": .string(task.id)], .object(done.members), isChange: true)
        return "Completed “\(done.title)”\(done.isRecurring ? "; the next one follows" : "")."
    }

    mutating func update(_ task: TodoTask, _ changes: TaskChanges) async throws -> String {
        let fields = try fields(changes, for: task)
        let updated = try await commands.update(task.id, userID: userID, fields)
        conversation.mention(task: Self.item(updated))
        var arguments: JSONObject = ["task_id": .string(task.id)]
        for (name, _) in updated.previousValues(of: task) { arguments[name] = updated.members[name] ?? .null }
        await note("update_task", arguments, .object(updated.members), isChange: updated.version != task.version)
        return updated.version == task.version ? "“\(task.title)” is like that already." : "Changed “\(updated.title)”\(details(updated))."
    }

    mutating func delete(_ task: TodoTask, _ intent: ChatIntent, _ isConfirmed: Bool) async throws -> String {
        guard isConfirmed else {
            conversation.ask(toConfirm: Self.item(task), for: intent)
            return "Delete “\(task.title)”? Say yes or no."
        }
        let last = try await commands.delete(task.id, userID: userID)
        if conversation.mentionedTask?.id == task.id { conversation.mentionedTask = nil }
        await note("delete_task", ["task_id": .string(task.id)], .object(last.members), isChange: true)
        return "Deleted “\(last.title)”."
    }

    private mutating func show(_ tasks: [TodoTask], _ tool: String, _ arguments: JSONObject, empty: String) async -> String {
        let shown = tasks.prefix(Conversation.mostShown)
        conversation.shownTasks = shown.map(Self.item)
        if let only = shown.first, shown.count == 1 { conversation.mention(task: Self.item(only)) }
        await note(tool, arguments, ["tasks": .array(shown.map { .object($0.members) }), "total": .number(Double(tasks.count))])
        if shown.isEmpty { return empty }
        let lines = shown.enumerated().map { "\($0 + 1). \($1.isCompleted ? "✓ " : "")\($1.title)\(details($1))" }
        let more = tasks.count > shown.count ? ["… and \(tasks.count - shown.count) more"] : []
        return (lines + more).joined(separator: "\n")
    }

    private func fields(_ changes: TaskChanges, for task: TodoTask) throws(ChatFailure) -> TaskFields {
        var fields = TaskFields()
        fields.title = changes.title
        fields.priority = changes.priority.flatMap { TodoKit.TaskPriority(rawValue: $0.rawValue) }
        fields.status = changes.status.flatMap { TodoKit.TaskStatus(rawValue: $0.rawValue) }
        switch changes.description {
        case .set(let text): fields.description = .some(text)
        case .clear: fields.description = .some(nil)
        case nil: break
        }
        switch changes.recurrence {
        case .set(let rule): fields.recurrenceRule = .some(rule)
        case .clear: fields.recurrenceRule = .some(nil)
        case nil: break
        }
        if let due = changes.due {
            let zone = Foundation.TimeZone(identifier: times.zone.name) ?? .gmt
            let current = task.dueAt?.milliseconds
            let instant = due.resolved(from: current, now: now.milliseconds, timeZone: zone)
            if case .shift = due, instant == nil {
                throw ChatFailure("“\(task.title)” has no due date that could be moved. When is it due?")
            }
            fields.dueAt = .some(instant.map { Timestamp(milliseconds: $0) })
            // Without a due date there is nothing to count back from.
            if instant == nil, task.reminderOffsetMinutes != nil { fields.reminderOffsetMinutes = .some(nil) }
        }
        switch changes.reminder {
        case .at(let instant): fields.remindAt = .some(Timestamp(milliseconds: instant))
        case .offset(let minutes): fields.reminderOffsetMinutes = .some(minutes)
        case nil: break
        }
        if !changes.addedTags.isEmpty || !changes.removedTags.isEmpty {
            let kept = task.tags.filter { !changes.removedTags.contains($0) }
            fields.tags = kept + changes.addedTags.filter { !kept.contains($0) }
        }
        return fields
    }

    /// What is worth telling about a task, in brackets.
    private func details(_ task: TodoTask) -> String {
        var parts: [String] = []
        if let dueAt = task.dueAt { parts.append("due \(times.text(dueAt))") }
        if let reminder = task.reminderTime, reminder > now { parts.append("reminder \(times.text(reminder))") }
        if let rule = task.recurrenceRule { parts.append("repeats \(rule)") }
        if task.priority != .medium { parts.append("\(task.priority.rawValue) priority") }
        if !task.tags.isEmpty { parts.append(task.tags.map { "#\($0)" }.joined(separator: " ")) }
        return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }

    private func arguments(of task: TodoTask) -> JSONObject {
        let given = ["title", "description", "due_at", "remind_at", "reminder_offset_minutes", "recurrence_rule", "priority", "tags"]
        return JSONObject(task.members.filter { given.contains($0.name) && $0.value != [] }.map { ($0.name, $0.value) })
    }

    private static func arguments(_ filter: TaskFilter) -> JSONObject {
        var arguments: JSONObject = ["status": .string(filter.status.rawValue)]
        if let priority = filter.priority { arguments["priority"] = .string(priority.rawValue) }
        if !filter.tags.isEmpty { arguments["tags"] = .array(filter.tags.map { .string($0) }) }
        if let from = filter.due?.from { arguments["due_from"] = .string(Timestamp(milliseconds: from).rfc3339) }
        if let before = filter.due?.before { arguments["due_before"] = .string(Timestamp(milliseconds: before).rfc3339) }
        if let limit = filter.limit { arguments["limit"] = .number(Double(limit)) }
        return arguments
    }
}
