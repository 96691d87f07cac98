extension Grammar {
    /// "remind me to call mum in 20 minutes", "remind me 30 min before the dentist", "set a reminder for 5pm to call mum".
    func remind(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        if let offset = try remindBefore(rest) { return offset }
        let details = try scan(rest)
        if details.recurrence != nil || details.reminder != nil {
            var draft = try draft(details.asReminder, rest, use: .reminder)
            draft.title = subjectTitle(Tokens(details.asReminder.kept)) ?? draft.title
            return .addTask(draft)
        }
        let words = subject(Tokens(details.kept))
        guard !words.isEmpty else {
            let times = Tokens(details.timeIndices.sorted().map { sentence[$0] }).text
            throw Unclear("Remind you of what?", completing: "remind me to", after: times, gap: .title)
        }
        try refuseTypos(in: details)
        let ref = try taskRef(Tokens(details.kept))
        let title = subjectTitle(Tokens(details.kept)) ?? ""
        guard !details.time.isEmpty else {
            throw Unclear("When should I remind you?", completing: sentence(without: []))
        }
        let instant = try place(details.time, for: .reminder, in: details)
        return .setReminder(ReminderDraft(ref.map { .task($0) } ?? .title(title), .at(instant)))
    }

    /// A reminder at a distance from a task's due time, or from a time that is said along.
    private func remindBefore(_ rest: Tokens) throws(Unclear) -> ChatIntent? {
        let reader = TimeReader(clock: clock, tokens: rest)
        for index in rest.indices where rest[index].kind == .word {
            guard let match = reader.offset(at: index), case .before(let span) = match.value else { continue }
            let others = Tokens(rest[..<index] + rest[match.end...])
            let details = try scan(others)
            guard details.time.isEmpty, details.recurrence == nil else { return try remindBefore(span, details, rest) }
            let words = subject(Tokens(details.kept))
            let after = rest[index..<match.end].text
            let milliseconds =
                span.exactMilliseconds ?? Int64(span.months) * 2_592_000_000 + Int64(span.days) * 86_400_000 + span.milliseconds
            let minutes = try offsetMinutes(milliseconds, details)
            if words.isEmpty, context.mentioned != nil { return .setReminder(ReminderDraft(.task(.mentioned), .before(minutes))) }
            let ref = try ref(words, before: "remind me about", after: after)
            return .setReminder(ReminderDraft(.task(ref), .before(minutes)))
        }
        return nil
    }

    /// "remind me 30 minutes before the meeting at 5pm".
    private func remindBefore(_ span: Span, _ details: Details, _ rest: Tokens) throws(Unclear) -> ChatIntent {
        guard details.recurrence == nil, let title = subjectTitle(Tokens(details.kept).trimmed.dropping("the|my?") ?? []) else {
            throw Unclear("Say it in two steps: add the task with its time, then “remind me … before”.")
        }
        let due = try place(details.time, for: .due, in: details)
        guard !details.time.isOnlyDay || span.isOfDays else { throw Unclear("At what time is it?", completing: sentence(without: [])) }
        var instant = clock.shifted(due, by: -span)
        if details.time.isOnlyDay { instant = clock.instant(clock.local(instant).date, .reminder) }
        return .setReminder(ReminderDraft(.title(title), .at(try future(instant, in: details))))
    }

    /// What to be reminded of, without the word that leads to it.
    private func subject(_ words: Tokens) -> Tokens {
        let words = words.trimmed
        return (words.dropping("and? to|about|that|of|for|called|named|titled|saying :?") ?? words).trimmed
    }

    private func subjectTitle(_ words: Tokens) -> String? {
        var words = subject(words)
        while let shorter = words.droppingLast("and|please|-"), !shorter.isEmpty { words = shorter.trimmed }
        if words.isEmpty { return nil }
        if words.count == 1, let only = words.first, only.kind == .quoted { return Title.clean(only.text) }
        return Title.clean(words.source)
    }

    /// Only "about it", "about task 2" and "about the … task" speak of a task that exists.
    private func taskRef(_ words: Tokens) throws(Unclear) -> ItemRef? {
        guard let about = words.trimmed.dropping("about|of|for") else { return nil }
        let isTask = about.range(of: "task|todo|to-do") != nil
        let isPronoun = ("it|that|this one?" as Pattern).match(about, at: about.startIndex) == about.count
        guard isTask || isPronoun || about.first?.key.hasPrefix("#") == true else { return nil }
        return try ref(about, before: "remind me about", after: "")
    }
}

extension Details {
    /// "remind me every day at 8, with a reminder": the reminder is what it is about anyway.
    fileprivate var asReminder: Details {
        var copy = self
        if case .whenDue = reminder { copy.reminder = nil }
        return copy
    }
}
