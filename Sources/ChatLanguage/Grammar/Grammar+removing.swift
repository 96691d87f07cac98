extension Grammar {
    func search(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        var words = rest.trimmed
        if let shorter = words.dropping("my|the|all|any? tasks|task|todos about|with|containing|named|called|for|matching?")
            ?? words.dropping("my|the"), !shorter.isEmpty
        {
            words = shorter.trimmed
        }
        if let shorter = words.droppingLast("in|on my|the? title|titles|tasks|list|todos") ?? words.droppingLast("due"), !shorter.isEmpty {
            words = shorter.trimmed
        }
        guard let first = words.first else { throw Unclear("What should I look for?", completing: "search for", gap: .title) }
        if words.text.folded == "next task" { return .listTasks(TaskFilter(sort: .dueAt, limit: 1)) }
        let isReminder = words.range(of: "reminder|reminders") != nil && words.count == 1
        if isReminder { return .listReminders(nil) }
        return .searchTasks(Title.clean(words.count == 1 && first.kind == .quoted ? first.text : words.source))
    }

    /// "delete milk", "remove the due date of milk", "delete the dentist reminder".
    func delete(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        if let intent = try clearing(rest) { return intent }
        if let reminder = try reminderRef(rest, before: "cancel the reminder for") { return .cancelReminder(reminder) }
        return .deleteTask(try ref(rest, before: "delete"))
    }

    func cancel(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        if let reminder = try reminderRef(rest, before: "cancel the reminder for") { return .cancelReminder(reminder) }
        if rest.dropping("the|my? task|todo") != nil { return .deleteTask(try ref(rest, before: "delete")) }
        let words = stripped(rest)
        if Self.pronouns.contains(words.key(words.startIndex)), words.count == 1, context.mentioned == nil { return .deny }
        let text = words.source
        throw Unclear(
            "Do you mean 1) the reminder, or 2) to delete the task?",
            proposing: ["cancel the reminder for \(text)", "delete \(text)"]
        )
    }

    /// "stop reminding me about milk", "stop repeating milk", "turn off the reminder for milk".
    func stop(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        if let target = rest.dropping("reminding|bothering|alerting|notifying me? about|of|to|for?") {
            return .cancelReminder(try ref(target, kind: "reminder", before: "cancel the reminder for"))
        }
        if let target = rest.dropping("repeating|recurring") {
            return .updateTask(try ref(target, before: "stop repeating"), TaskChanges(recurrence: .clear))
        }
        if let reminder = try reminderRef(rest, before: "cancel the reminder for") { return .cancelReminder(reminder) }
        throw Unclear("What should I stop? Try “cancel the reminder for …” or “stop repeating …”.")
    }

    /// "the dentist reminder", "reminder 2", "the reminder for the dentist"; `nil` when no reminder is spoken of.
    private func reminderRef(_ words: Tokens, before: String) throws(Unclear) -> ItemRef? {
        let words = words.trimmed
        if words.range(of: "reminders") != nil, words.dropping("all|every|both of? the|my? reminders") != nil {
            throw Unclear("I take one reminder at a time. Which one?", completing: before, gap: .item)
        }
        if let target = words.dropping("the|my|a|this|that|all? reminder|reminders|alarm|alert about|for|of|to|on|called|named|titled") {
            return try ref(target, kind: "reminder", before: before)
        }
        if let target = words.droppingLast("reminder|alarm|alert"), ordinal(words) == nil {
            guard !target.isEmpty, !["the", "my", "this", "that"].contains(target.text.folded) || target.count > 1 else {
                guard context.mentioned == nil else { return .mentioned }
                throw Unclear("Which reminder do you mean?", completing: before, gap: .item)
            }
            return try ref(target, kind: "reminder", before: before)
        }
        guard words.range(of: "reminder|alarm") != nil else { return nil }
        if let ordinal = ordinal(words) { return .ordinal(ordinal) }
        guard let target = words.dropping("the|my? reminder|alarm") else { return nil }
        return try ref(target, kind: "reminder", before: before)
    }

    /// "remove the due date of milk", "remove #work from the report".
    func clearing(_ rest: Tokens) throws(Unclear) -> ChatIntent? {
        if let tags = rest.dropping("the|a? tag|tags?") ?? Optional(rest), tags.first?.kind == .tag {
            let names = tags.prefix { $0.kind == .tag || ["and", ","].contains($0.key) }
            guard let target = tags[names.endIndex...].dropping("from|of|on") else { return nil }
            let ref = try ref(target, before: "untag", after: names.source)
            return .updateTask(ref, TaskChanges(removedTags: names.filter { $0.kind == .tag }.map(\.text)))
        }
        if let name = rest.dropping("the|a? tag"), name.first?.kind == .word, let target = name.dropFirst().dropping("from|of|on"),
            let tag = name.first
        {
            return .updateTask(try ref(target, before: "untag", after: "#" + tag.text), TaskChanges(removedTags: [tag.text]))
        }
        guard
            let tail = rest.dropping("the|any? due|repeat|recurrence|repetition|deadline|description|note|notes date|rule? from|of|on|for")
        else { return nil }
        let changes: TaskChanges =
            switch rest.dropping("the|any")?.first?.key ?? rest.key(rest.startIndex) {
            case "due", "deadline": TaskChanges(due: .clear)
            case "repeat", "recurrence", "repetition": TaskChanges(recurrence: .clear)
            default: TaskChanges(description: .clear)
            }
        return .updateTask(try ref(tail, before: "update"), changes)
    }

    private static let pronouns: Set<String> = ["it", "that", "this"]
}
