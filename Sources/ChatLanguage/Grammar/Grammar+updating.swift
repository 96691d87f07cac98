extension Grammar {
    /// "move milk to friday", "set the priority of milk to high", "postpone the dentist by 2 days", "make milk urgent".
    func update(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        let verb = sentence.key(sentence.startIndex)
        if verb == "prioritize" || verb == "prioritise" {
            return .updateTask(try ref(rest, before: verb), TaskChanges(priority: .high))
        }
        if verb == "make", let task = rest.dropping("me? a|an|another new? task|todo|to-do") { return try add(task) }
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
        if let to = separator(rest), to > rest.startIndex, !rest[(to + 1)...].trimmed.isEmpty {
            return try changed(rest[..<to], to: rest[(to + 1)...].trimmed, verb)
        }
        // Without "to": the change is what the sentence ends with. It is never longer than this.
        for index in rest.indices.dropFirst().suffix(24) where rest[index].kind != .quoted {
            guard let changes = try changes(rest[index...].trimmed), !changes.isEmpty else { continue }
            return .updateTask(try ref(target(rest[..<index]), before: verb, after: rest[index...].source), changes)
        }
        _ = try ref(rest, before: verb)
        switch verb {
        case "set", "make", "give", "bring":
            throw Unclear("I do not understand what to change. Try “move … to friday” or “make … urgent”.")
        case "move", "reschedule", "postpone", "push", "delay", "shift", "put":
            throw Unclear("To when?", completing: sentence.text + " to")
        default:
            let text = "What should I change about it? Try “to friday”, “to high priority” or “rename … to …”."
            throw Unclear(text, completing: sentence.text, gap: .other)
        }
    }

    private func changed(_ words: Tokens, to value: Tokens, _ verb: String) throws(Unclear) -> ChatIntent {
        if let task = words.droppingLast("reminder|alarm"), !task.trimmed.isEmpty { return try remind(task, value, verb) }
        if let task = words.droppingLast("title|name"), !task.trimmed.isEmpty {
            return .updateTask(try ref(task, before: verb), TaskChanges(title: try newTitle(value)))
        }
        let ref = try ref(target(words), before: verb, after: "to \(value.source)")
        if Self.state(value) != nil { return try marked(ref, value) }
        if let changes = try changes(value), !changes.isEmpty { return .updateTask(ref, changes) }
        if value.count == 1, value.first?.kind == .quoted { return .updateTask(ref, TaskChanges(title: try newTitle(value))) }
        for (index, token) in zip(value.indices, value) {
            guard let word = Typos.nearTime(token.key) else { continue }
            let corrected = [sentence[..<index].source, word, sentence[(index + 1)...].source].filter { !$0.isEmpty }.joined(separator: " ")
            throw Unclear("Did you mean “\(corrected)”?", proposing: [corrected])
        }
        throw Unclear("Shall I rename “\(words.text)” to “\(value.source)”?", proposing: ["rename \(words.text) to \(value.source)"])
    }

    /// "change the dentist reminder to 1 hour before", "move the dentist reminder to 6pm".
    private func remind(_ task: Tokens, _ value: Tokens, _ verb: String) throws(Unclear) -> ChatIntent {
        let ref = try ref(task, before: "\(verb) the reminder of", after: "to \(value.source)")
        let reader = TimeReader(clock: clock, tokens: value)
        if let match = reader.offset(at: value.startIndex), match.end == value.endIndex, case .before(let span) = match.value,
            let milliseconds = span.exactMilliseconds
        {
            return .setReminder(ReminderDraft(.task(ref), .before(try offsetMinutes(milliseconds, Details()))))
        }
        let details = try scan(value)
        guard Tokens(details.kept).trimmed.isEmpty, !details.time.isEmpty else {
            throw Unclear("When should I remind you?", completing: sentence[..<value.startIndex].text)
        }
        return .setReminder(ReminderDraft(.task(ref), .at(try place(details.time, for: .reminder, in: details))))
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

    /// Where the change begins: the last "to" outside of quotes, or a word that stands for it.
    private func separator(_ words: Tokens) -> Int? {
        for keys: Set<String> in [["to", "as", "into"], ["until", "till"], ["for"]] {
            if let index = words.lastIndex(where: { $0.kind == .word && keys.contains($0.key) }), index > words.startIndex { return index }
        }
        return nil
    }

    /// The task alone: without "due" and "to be" at the end, and without "from friday".
    private func target(_ words: Tokens) -> Tokens {
        let words = words.droppingLast("due|deadline date|time?") ?? words.droppingLast("to? be|repeat|recur|due|priority") ?? words
        guard let from = words.lastIndex(where: { $0.key == "from" }), from > words.startIndex else { return words }
        let reader = TimeReader(clock: clock, tokens: words)
        return reader.times(at: from)?.end == words.trimmed.endIndex ? words[..<from] : words
    }

    private static let shiftLead: Pattern = "back|forward|out|in? by"
}
