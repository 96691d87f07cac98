import ChatLanguage
import Foundation

/// An intent in words, every field of it, so that a table of sentences and meanings can be read as documentation.
/// Instants are shown by `Foundation`'s calendar, which the parser does not use.
struct Meaning {
    let zone: TimeZone

    func text(_ intent: ChatIntent) -> String {
        switch intent {
        case .addTask(let draft): "add " + text(draft)
        case .listTasks(let filter): "list" + text(filter)
        case .completeTask(let ref): "complete " + text(ref)
        case .updateTask(let ref, let changes): "update " + text(ref) + text(changes)
        case .deleteTask(let ref): "delete " + text(ref)
        case .searchTasks(let words): "search [\(words)]"
        case .setReminder(let draft): "remind " + text(draft)
        case .listReminders(let range): "list reminders" + (range.map(text) ?? "")
        case .cancelReminder(let ref): "cancel reminder " + text(ref)
        case .snoozeReminder(let ref, let snooze): "snooze " + text(ref) + " " + text(snooze)
        case .confirm: "yes"
        case .deny: "no"
        case .choose(let number): "choose \(number)"
        case .help: "help"
        case .acknowledge(let words): "say: \(words)"
        case .question(let question): "ask: \(question.text)" + (question.pending.map { " → " + text($0) } ?? "")
        }
    }

    func text(_ ref: ItemRef) -> String {
        switch ref {
        case .exact(let title): "“\(title)”"
        case .words(let words): "[\(words)]"
        case .ordinal(let number): "#\(number)"
        case .mentioned: "it"
        case .latest: "the latest"
        }
    }

    private func text(_ draft: TaskDraft) -> String {
        var parts = ["[\(draft.title)]"]
        if let due = draft.dueAt { parts.append("due \(time(due))") }
        if let instant = draft.remindAt { parts.append("remind \(time(instant))") }
        if let minutes = draft.offsetMinutes { parts.append("remind \(minutes) min before") }
        if let rule = draft.recurrence { parts.append(rule) }
        if let priority = draft.priority { parts.append("\(priority)") }
        parts += draft.tags.map { "#" + $0 }
        if let description = draft.description { parts.append("note [\(description)]") }
        return parts.joined(separator: " ")
    }

    private func text(_ filter: TaskFilter) -> String {
        var text = " \(filter.status)"
        if let priority = filter.priority { text += " \(priority)" }
        text += filter.tags.map { " #" + $0 }.joined()
        if let due = filter.due { text += self.text(due) }
        if let has = filter.hasDueDate { text += has ? " with a due date" : " without a due date" }
        if let recurs = filter.isRecurring { text += recurs ? " recurring" : " not recurring" }
        if let sort = filter.sort { text += " by \(sort.rawValue)" }
        if filter.descending { text += " descending" }
        if let limit = filter.limit { text += " at most \(limit)" }
        return text
    }

    private func text(_ range: InstantRange) -> String {
        (range.from.map { " from \(time($0))" } ?? "") + (range.before.map { " before \(time($0))" } ?? "")
    }

    private func text(_ changes: TaskChanges) -> String {
        var text = ""
        if let title = changes.title { text += " title [\(title)]" }
        switch changes.due {
        case .at(let instant): text += " due \(time(instant))"
        case .day(let date): text += " due on \(date.year)-\(date.month)-\(date.day)"
        case .time(let time): text += " due at \(time)"
        case .shift(let months, let days, let milliseconds):
            text += " due later by"
            if months != 0 { text += " \(months) months" }
            if days != 0 { text += " \(days) days" }
            if milliseconds != 0 { text += " \(milliseconds / 60_000) min" }
        case .clear: text += " without due"
        case nil: break
        }
        switch changes.reminder {
        case .at(let instant): text += " remind \(time(instant))"
        case .offset(let minutes): text += " remind \(minutes) min before"
        case nil: break
        }
        switch changes.recurrence {
        case .set(let rule): text += " \(rule)"
        case .clear: text += " not recurring"
        case nil: break
        }
        if let priority = changes.priority { text += " \(priority)" }
        if let status = changes.status { text += " \(status)" }
        text += changes.addedTags.map { " +#" + $0 }.joined() + changes.removedTags.map { " -#" + $0 }.joined()
        switch changes.description {
        case .set(let words): text += " note [\(words)]"
        case .clear: text += " without note"
        case nil: break
        }
        return text
    }

    private func text(_ draft: ReminderDraft) -> String {
        let subject =
            switch draft.subject {
            case .title(let title): "[\(title)]"
            case .task(let ref): "of task " + text(ref)
            }
        switch draft.time {
        case .at(let instant): return subject + " " + time(instant)
        case .before(let minutes): return subject + " \(minutes) min before"
        }
    }

    private func text(_ snooze: Snooze) -> String {
        switch snooze {
        case .delay(let milliseconds): "for \(milliseconds / 1000) s"
        case .until(let instant): "until \(time(instant))"
        }
    }

    private func text(_ pending: ChatContext.Pending) -> String {
        switch pending {
        case .confirmation: "yes or no"
        case .choice(let titles): "one of \(titles)"
        case .proposals(let sentences): sentences.map { "“\($0)”" }.joined(separator: " or ")
        case .completion(let before, let after, let gap): "“\(before) ‹\(gap)›\(after.isEmpty ? "" : " " + after)”"
        }
    }

    /// "Thu 2026-03-05 17:00", with seconds where there are any.
    func time(_ instant: Int64) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = zone
        formatter.dateFormat = instant % 60_000 == 0 ? "EEE yyyy-MM-dd HH:mm" : "EEE yyyy-MM-dd HH:mm:ss"
        return formatter.string(from: Date(timeIntervalSince1970: Double(instant) / 1000))
    }
}
