extension Grammar {
    /// What a sentence asks for that does not answer a question.
    func command() throws(Unclear) -> ChatIntent {
        guard !sentence.isEmpty else { throw Unclear("What can I do for you? Say “help” to see what I understand.") }
        if let intent = smallTalk() { return intent }
        if let intent = refusal() { return intent }
        if let (command, rest) = Command.read(sentence) { return try carryOut(command, rest) }
        if let turned { return try turned.command() }
        if let intent = try finished() { return intent }
        throw unknown()
    }

    /// "tomorrow at 5 remind me to call mum": the time belongs behind the command.
    private var turned: Grammar? {
        let reader = TimeReader(clock: clock, tokens: sentence)
        guard let match = reader.times(at: sentence.startIndex) else { return nil }
        let rest = Politeness.stripped(sentence[match.end...])
        guard let command = Command.read(rest)?.command, command == .remind || command == .add else { return nil }
        return Grammar(clock: clock, context: context, sentence: Tokens(Array(rest) + Array(sentence[..<match.end])))
    }

    private func carryOut(_ command: Command, _ rest: Tokens) throws(Unclear) -> ChatIntent {
        switch command {
        case .help: .help
        case .remind: try remind(rest)
        case .snooze: try snooze(rest)
        case .search: try search(rest)
        case .list: try list(rest)
        case .reopen where rest.isEmpty && sentence.text.folded == "undo":
            .question(ChatQuestion("I cannot take back what is done. Tell me what to change instead."))
        case .reopen: .updateTask(try ref(rest, before: "reopen"), TaskChanges(status: .pending))
        case .complete: .completeTask(try ref(rest.droppingLast("off|done|complete|as|already") ?? rest, before: "complete"))
        case .start: .updateTask(try ref(rest, before: "start"), TaskChanges(status: .inProgress))
        case .mark: try mark(rest)
        case .rename: try rename(rest)
        case .tag, .untag: try tag(rest, removes: command == .untag)
        case .update: try update(rest)
        case .delete: try delete(rest)
        case .cancel: try cancel(rest)
        case .stop: try stop(rest)
        case .add: try add(rest)
        }
    }

    /// "thanks", "hello", "yes" when nothing was asked.
    private func smallTalk() -> ChatIntent? {
        func isAll(_ pattern: Pattern) -> Bool { pattern.match(sentence, at: sentence.startIndex) == sentence.count }
        if isAll("thanks|thx|cheers|great|cool|nice|perfect|thank you? so? very? a? much|lot?") { return .acknowledge("You're welcome.") }
        if isAll("well|nicely|good done|job|work") { return .acknowledge("Thank you.") }
        if isAll("hello|hi|hey|moin there?") || isAll("good morning|afternoon|evening|day") {
            return .acknowledge("Hello! Say “help” to see what I understand.")
        }
        if Answers.isYes(sentence) { return .question(ChatQuestion("There is no open question. What can I do for you?")) }
        let isAboutIt = context.mentioned != nil && isAll("cancel|stop it|that|this")
        if Answers.isNo(sentence), !isAboutIt { return .deny }
        return nil
    }

    /// "don't delete milk": nothing is done. "Don't forget to…" and "don't let me forget…" are reminders.
    private func refusal() -> ChatIntent? {
        let opening: Pattern =
            "i? do|would|will|should|must|can? don't|dont|not|never|won't|wouldn't|shouldn't want|like|have|need? you? ever? dare? to?"
        guard
            let count = opening.match(sentence, at: sentence.startIndex)
                ?? ("no need to?" as Pattern).match(sentence, at: sentence.startIndex)
        else { return nil }
        let rest = sentence.dropFirst(count)
        if let shorter = rest.dropping("forget|let"), shorter.count < rest.count { return nil }
        guard Command.read(Politeness.stripped(rest)) != nil else {
            return .question(ChatQuestion("I am not sure what I should leave alone. Say “help” to see what I understand."))
        }
        return .acknowledge("All right, I leave everything as it is.")
    }

    /// "the report is done", "milk done".
    private func finished() throws(Unclear) -> ChatIntent? {
        guard let subject = sentence.droppingLast("is|are|was|has|have? been? done|finished|complete|completed"), !subject.trimmed.isEmpty
        else { return nil }
        if let target = subject.droppingLast("is|are not") ?? subject.droppingLast("isn't|isnt|aren't"), !target.isEmpty {
            return .updateTask(try ref(target, before: "reopen"), TaskChanges(status: .pending))
        }
        guard !["not", "never"].contains(subject.last?.key) else { return nil }
        return .completeTask(try ref(subject, before: "complete"))
    }

    private func unknown() -> Unclear {
        if let rest = sentence.dropping("remind"), !rest.isEmpty {
            let corrected = "remind me " + rest.source
            return Unclear("I can only remind you. Did you mean “\(corrected)”?", proposing: [corrected])
        }
        if let corrected = Typos.correctedCommand(sentence) {
            return Unclear("Did you mean “\(corrected)”?", proposing: [corrected])
        }
        let text = sentence.text
        guard sentence.contains(where: { !$0.isMark }), text.count <= 300, !isQuestion else {
            return notUnderstood()
        }
        return Unclear("Shall I add “\(text)” as a task?", proposing: ["add \(text)"])
    }
}
