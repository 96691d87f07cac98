extension Grammar {
    /// "move milk to friday", "set the priority of milk to high", "postpone the dentist by 2 days", "make milk urgent".
    func update(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        let verb = sentence.key(sentence.startIndex)
        if verb == "prioritize" || verb == "prioritise" {
            return .updateTask(try ref(rest, before: verb), TaskChanges(priority: .high))
        }
        if verb == "clear", let intent = try clearing(rest) { return intent }
        if let intent = try field(rest) { return intent }
        if let intent = try shift(rest, verb) { return intent }
        if let intent = try describeFirst(rest) { return intent }
        return try changed(rest, verb)
    }

    /// "the due date of milk to friday", "title of milk to oat milk".
    private func field(_ rest: Tokens) throws(Unclear) -> ChatIntent? {
        let names: Pattern =
            "the? new? due|deadline|priority|title|name|description|note|notes|repeat|recurrence|date|time|status date|time|rule? of|for|on"
        guard let tail = rest.dropping(names) else { return nil }
        let name = rest.dropping("the? new?")?.first?.key ?? ""
        guard let to = separator(tail), to > tail.startIndex else {
            throw Unclear(
                "What should it be?",
                completing: sentence.text + " to",
                gap: name == "due" || name == "deadline" ? .time : .other
            )
        }
        let value = tail[(to + 1)...].trimmed
        let ref = try ref(tail[..<to], before: "change")
        switch name {
        case "title", "name": return .updateTask(ref, TaskChanges(title: try newTitle(value)))
        case "description", "note", "notes":
            return .updateTask(ref, TaskChanges(description: .set(value.count == 1 ? value.first?.text ?? "" : value.source)))
        case "status": return try marked(ref, value)
        default:
            guard let changes = try changes(value), !changes.isEmpty else {
                throw Unclear(
                    "I do not understand “\(value.source)”. What should it be?",
                    completing: sentence[..<value.startIndex].text,
                    gap: .other
                )
            }
            return .updateTask(ref, changes)
        }
    }

    /// "the dentist by 2 days", "milk back an hour", "the call forward 30 minutes".
    private func shift(_ rest: Tokens, _ verb: String) throws(Unclear) -> ChatIntent? {
        let reader = TimeReader(clock: clock, tokens: rest)
        for index in rest.indices where rest[index].kind == .word {
            let lead = Self.shiftLead.match(rest, at: index) ?? 0
            guard let match = reader.span(at: index + lead) else { continue }
            let after = rest[match.end...].dropping("later|earlier|back|forward|sooner|further") ?? rest[match.end...]
            let direction = (rest[index..<(index + lead)] + rest[match.end..<after.startIndex]).map(\.key)
            let isNamed = direction.contains { ["by", "later", "earlier", "back", "forward", "sooner", "further"].contains($0) }
            guard isNamed || ["postpone", "delay", "push"].contains(verb), after.trimmed.isEmpty || index == rest.startIndex,
                !direction.contains("in")
            else { continue }
            let isEarlier = direction.contains { ["earlier", "sooner", "forward"].contains($0) } || verb == "bring"
            let span = isEarlier ? -match.value : match.value
            let words = after.trimmed.isEmpty ? rest[..<index] : after
            let target = words.droppingLast("back|forward|out|off") ?? words
            let ref = try ref(target, before: verb, after: rest[index..<match.end].source)
            return .updateTask(ref, TaskChanges(due: .shift(months: span.months, days: span.days, milliseconds: span.milliseconds)))
        }
        return nil
    }

    /// "the description of milk to …" is a field; "note on milk: …" is said without "to".
    private func describeFirst(_ rest: Tokens) throws(Unclear) -> ChatIntent? {
        guard let tail = rest.dropping("the? description|note|notes|details") else { return nil }
        return try describe(tail)
    }

    /// "milk to friday at 5", "milk to high priority", "it urgent", "milk repeat every week".
    private func changed(_ rest: Tokens, _ verb: String) throws(Unclear) -> ChatIntent {
        guard !rest.trimmed.isEmpty else { throw Unclear("Which task do you want to change?", completing: verb, gap: .item) }
        if let to = separator(rest), to > rest.startIndex {
            let value = rest[(to + 1)...].trimmed
            if !value.isEmpty {
                let ref = try ref(Self.due(rest[..<to]), before: verb, after: "to \(value.source)")
                if let changes = try changes(value), !changes.isEmpty { return .updateTask(ref, changes) }
                if value.count == 1, value.first?.kind == .quoted { return .updateTask(ref, TaskChanges(title: try newTitle(value))) }
                throw Unclear(
                    "Shall I rename “\(rest[..<to].text)” to “\(value.source)”?",
                    proposing: ["rename \(rest[..<to].text) to \(value.source)"]
                )
            }
        }
        // Without "to": the change is what the sentence ends with.
        for index in rest.indices.dropFirst() where rest[index].kind != .quoted {
            guard let changes = try changes(rest[index...].trimmed), !changes.isEmpty else { continue }
            return .updateTask(try ref(Self.due(rest[..<index]), before: verb, after: rest[index...].source), changes)
        }
        let ref = try ref(rest, before: verb)
        guard verb != "set", verb != "make", verb != "give", verb != "bring", ref != .words("") else { throw unknownChange() }
        if ["move", "reschedule", "postpone", "push", "delay", "shift", "put"].contains(verb) {
            throw Unclear("To when?", completing: sentence.text + " to")
        }
        throw Unclear(
            "What should I change about it? Try “to friday”, “to high priority” or “rename … to …”.",
            completing: sentence.text,
            gap: .other
        )
    }

    /// What some words change, if nothing else is said by them; `nil` otherwise.
    private func changes(_ words: Tokens) throws(Unclear) -> TaskChanges? {
        guard let first = words.first, first.kind != .quoted else { return nil }
        if words.count == 1, let priority = PriorityReader.value(first.key) { return TaskChanges(priority: priority) }
        let details = DetailScanner.scan(words, clock: clock)
        let left = Tokens(details.kept).trimmed
        guard
            left.isEmpty
                || ("be|repeat|recur|due|again|and|as|with|task|priority" as Pattern).match(left, at: left.startIndex) == left.count
        else { return nil }
        _ = try scan(words)
        var changes = TaskChanges(priority: details.priority, addedTags: details.tags, description: details.description.map { .set($0) })
        if let reading = details.recurrence {
            var recurrence = reading.recurrence
            recurrence.end = details.end
            let first = try placeFirst(recurrence, for: .due, in: details)
            changes.recurrence = .set(recurrence.rule(first: first.day, clock: clock))
            if !details.time.isEmpty || reading.part != nil || !recurrence.weekdays.isEmpty || !recurrence.monthDays.isEmpty {
                changes.due = .at(first.instant)
            }
        } else if details.time.isOnlyDay, let day = details.time.day {
            guard day.date >= clock.today else {
                _ = try place(details.time, for: .due, in: details)
                return nil
            }
            changes.due = .day(day.date)
        } else if details.time.isOnlyTime, let (time, days) = timeOfDay(details.time), days == 0 {
            changes.due = .time(time)
        } else if !details.time.isEmpty {
            changes.due = .at(try place(details.time, for: .due, in: details))
        }
        if let clause = details.reminder { changes.reminder = try reminderChange(clause, details) }
        return changes
    }

    private func reminderChange(_ clause: ReminderClause, _ details: Details) throws(Unclear) -> ReminderChange {
        guard case .before(let span) = clause, let milliseconds = span.exactMilliseconds else {
            return try reminder(clause, due: nil, details)
        }
        return .offset(try offsetMinutes(milliseconds, details))
    }

    func newTitle(_ value: Tokens) throws(Unclear) -> String {
        let title = Title.clean(value.count == 1 ? value.first?.text ?? "" : value.trimmed.source)
        guard !title.isEmpty else { throw Unclear("What should it be called?", completing: sentence.text, gap: .title) }
        return title
    }

    /// The last "to" outside of quotes; "from today until friday" has none.
    private func separator(_ words: Tokens) -> Int? {
        words.lastIndex { $0.kind == .word && ["to", "as", "until", "till", "into", "for"].contains($0.key) && $0.key != "for" }
            ?? words.lastIndex { $0.key == "for" && words.startIndex < $0.key.count }
    }

    /// Without the word "due" that some say before the time: "set milk due tomorrow".
    private static func due(_ words: Tokens) -> Tokens {
        words.droppingLast("to? be|repeat|recur|due|priority") ?? words
    }

    private func unknownChange() -> Unclear {
        Unclear("I do not understand what to change. Try “move … to friday” or “make … urgent”.")
    }

    private static let shiftLead: Pattern = "back|forward|out|in? by"
}
