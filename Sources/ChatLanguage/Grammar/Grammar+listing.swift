extension Grammar {
    /// "show my tasks due this week", "what reminders do I have tomorrow?", "show the milk task".
    func list(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        let words = sentence.dropping("list|show|display|view|see me?") ?? sentence
        let scanner = ListScanner(words, clock: clock)
        if let problem = scanner.problem { throw Unclear(problem) }
        let isQuestion =
            ("what|what's|whats|which|do|have|how|am|is|are|anything|something" as Pattern).match(sentence, at: sentence.startIndex) != nil
        guard scanner.kept.isEmpty else {
            let text = Title.clean(
                scanner.kept.count == 1 && scanner.kept.first?.kind == .quoted ? scanner.kept[0].text : stripped(words).source
            )
            if !isQuestion, ["list", "show", "display", "view", "see"].contains(sentence.key(sentence.startIndex)) {
                return .searchTasks(text)
            }
            throw Unclear("I can only tell you about your tasks and reminders. Say “help” to see what I understand.")
        }
        if scanner.saysReminders, !scanner.saysTasks { return .listReminders(scanner.filter.due) }
        // "todo" alone, "what is it?"
        let isAboutTasks =
            scanner.saysTasks || scanner.isAboutTime || scanner.filter != TaskFilter() || sentence.range(of: Self.aboutTasks) != nil
        guard isAboutTasks || !isQuestion else { throw Unclear("I did not understand that. Say “help” to see what I understand.") }
        return .listTasks(scanner.filter)
    }

    private static let aboutTasks: Pattern = "on|next|up|do|plate|have|everything|else|left"
}
