extension Grammar {
    /// "add buy milk tomorrow at 5 #home !high, remind me 30 min before"
    func add(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        if let intent = try addTo(rest) { return intent }
        try refuseSecondCommand(in: rest)
        return .addTask(try draft(try scan(rest), rest, use: .due))
    }

    /// A task of what was said.
    func draft(_ details: Details, _ rest: Tokens, use: Use) throws(Unclear) -> TaskDraft {
        let title = taskTitle(details.kept)
        guard !title.isEmpty else {
            let times = details.timeIndices.sorted().map { sentence[$0] }
            let opening = use == .reminder ? "remind me to" : "add"
            let asides = [Tokens(times).text] + details.tags.map { "#" + $0 }
            throw Unclear(
                use == .reminder ? "Remind you of what?" : "What should I add?",
                completing: opening,
                after: asides.filter { !$0.isEmpty }.joined(separator: " "),
                gap: .title
            )
        }
        try refuseTypos(in: details)
        var draft = TaskDraft(title: title, priority: details.priority, tags: details.tags, description: details.description)
        if let reading = details.recurrence {
            var recurrence = reading.recurrence
            recurrence.end = details.end
            let first = try placeFirst(recurrence, for: use, in: details)
            draft.dueAt = first.instant
            draft.recurrence = recurrence.rule(first: first.day, clock: clock)
        } else if !details.time.isEmpty {
            draft.dueAt = try place(details.time, for: use, in: details)
        }
        if use == .reminder { draft.remindAt = draft.dueAt }
        try addReminder(details, to: &draft)
        return draft
    }

    private func addReminder(_ details: Details, to draft: inout TaskDraft) throws(Unclear) {
        guard let clause = details.reminder else { return }
        draft.remindAt = nil
        switch try reminder(clause, due: draft.dueAt, details) {
        case .offset(let minutes): draft.offsetMinutes = minutes
        case .at(let instant):
            // What repeats takes its reminder along: as a distance.
            if draft.recurrence != nil, let due = draft.dueAt, instant < due, case .daysBefore = clause {
                draft.offsetMinutes = Int((due - instant) / 60_000)
            } else {
                draft.remindAt = instant
            }
        }
    }

    /// "a new task called …", "… to my list" are no part of a title. One quoted phrase alone is the title.
    private func taskTitle(_ kept: [Token]) -> String {
        var words = Tokens(kept).trimmed
        if let shorter = words.dropping("to my|the todo|to-do|task? list|tasks|todos :?") { words = shorter.trimmed }
        if let shorter = words.dropping("a|an|the|another|my|one|this? new? task|todo|to-do|item called|named|titled|to|for|that|:? :?") {
            words = shorter.trimmed
        } else if let shorter = words.dropping("to|that"), !shorter.isEmpty {
            words = shorter.trimmed
        } else if words.count > 1, words.first?.key == "down" {
            words = words.dropFirst().trimmed
        }
        while words.count > 1, let first = words.first, first.key == "-" || first.key == "•" { words = words.dropFirst().trimmed }
        if let shorter = words.droppingLast("to|on|onto|in my|the todo|to-do|task? list|tasks|todos") { words = shorter.trimmed }
        while let shorter = words.droppingLast("and|or|due|please|also|-"), !shorter.isEmpty { words = shorter.trimmed }
        if words.count == 1, let only = words.first, only.kind == .quoted { return Title.clean(only.text) }
        return Title.clean(words.source)
    }

    /// "add #work to the report", "add note to the report: …", "add a reminder…" change what exists.
    private func addTo(_ rest: Tokens) throws(Unclear) -> ChatIntent? {
        if let first = rest.dropping("the|a? tag|tags|label?").flatMap({ $0.first?.kind == .tag ? $0 : nil }) {
            let tags = first.prefix { $0.kind == .tag || ["and", ","].contains($0.key) }
            let tail = first[tags.endIndex...]
            guard let target = tail.dropping("to"), !target.trimmed.isEmpty else { return nil }
            let ref = try ref(target, before: "tag", after: "with \(tags.source)")
            return .updateTask(ref, TaskChanges(addedTags: tags.filter { $0.kind == .tag }.map(\.text)))
        }
        guard let tail = rest.dropping("a|the? note|description|details") else { return nil }
        return try describe(tail)
    }

    /// "to the report: ask Bob first", "“ask Bob” to the report".
    func describe(_ tail: Tokens) throws(Unclear) -> ChatIntent? {
        if let quote = tail.trimmed.first, quote.kind == .quoted, let target = tail.trimmed.dropFirst().dropping("to|of|for") {
            return .updateTask(try ref(target, before: "describe"), TaskChanges(description: .set(quote.text)))
        }
        guard let target = tail.dropping("to|of|for") else { return nil }
        let separator = target.firstIndex { $0.key == ":" } ?? target.firstIndex { $0.key == "to" }
        guard let separator else { return nil }
        let value = target[(separator + 1)...].trimmed
        guard !value.isEmpty else { return nil }
        let text = value.count == 1 && value.first?.kind == .quoted ? value.first?.text ?? "" : value.source
        return .updateTask(try ref(target[..<separator], before: "describe"), TaskChanges(description: .set(text)))
    }

    /// "add milk and delete eggs" has two readings.
    func refuseSecondCommand(in rest: Tokens) throws(Unclear) {
        let second: Pattern = "and|then|; then|also? add|delete|remove|complete|list|show|snooze|cancel|rename|reschedule"
        guard rest.range(of: second) != nil else { return }
        throw Unclear("I do one thing at a time. Say one of them, or put the title in quotes.")
    }
}
