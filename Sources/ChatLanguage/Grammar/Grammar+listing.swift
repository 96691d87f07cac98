extension Grammar {
    /// "show my tasks due this week", "what reminders do I have tomorrow?", "show the milk task".
    func list(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        let words = sentence.dropping(Self.show) ?? sentence
        if ordinal(words) != nil { throw Unclear("Tell me a part of its title, and I look for it.") }
        let scanner = ListScanner(words, clock: clock)
        if let problem = scanner.problem { throw Unclear(problem) }
        guard scanner.kept.isEmpty else { return try show(words, scanner.kept) }
        if scanner.saysReminders, !scanner.saysTasks { return .listReminders(scanner.filter.due) }
        let isAboutTasks =
            scanner.saysTasks || scanner.isAboutTime || scanner.filter != TaskFilter() || sentence.range(of: Self.aboutTasks) != nil
        guard isAboutTasks || Self.question.match(sentence, at: sentence.startIndex) == nil else { throw notUnderstood() }
        return .listTasks(scanner.filter)
    }

    /// "show" and words that say nothing about a list: a title, if it was no question.
    private func show(_ words: Tokens, _ kept: [Token]) throws(Unclear) -> ChatIntent {
        guard Self.show.match(sentence, at: sentence.startIndex) != nil else {
            throw Unclear("I can only tell you about your tasks and reminders. Say “help” to see what I understand.")
        }
        if kept.count == 1, let only = kept.first,
            let noun = Typos.nearest(to: only.key, among: ["tasks", "reminders", "overdue", "completed"], slack: 0)
        {
            let corrected = Tokens(sentence.map { $0 == only ? only.replaced(by: noun) : $0 }).text
            throw Unclear("Did you mean “\(corrected)”?", proposing: [corrected])
        }
        return try search(stripped(words))
    }

    func notUnderstood() -> Unclear { Unclear("I did not understand that. Say “help” to see what I understand.") }

    private static let show: Pattern = "list|show|display|view|see me?"
    private static let question: Pattern = "what|what's|whats|which|do|have|how|am|is|are|anything|something"
    private static let aboutTasks: Pattern = "on|next|up|do|plate|have|everything|else|left"
}
