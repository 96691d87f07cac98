extension Grammar {
    /// What a message means as the answer to an open question; `nil` when it is no answer but a command of its own.
    func answer(to pending: ChatContext.Pending, whole: Tokens, depth: Int) throws(Unclear) -> ChatIntent? {
        if Answers.isNo(whole) { return .deny }
        switch pending {
        case .confirmation:
            if Answers.isYes(whole) { return .confirm }
            // "Don't delete it" is a no as well.
            if Command.read(sentence) == nil, ["don't", "dont", "do", "no", "not", "never"].contains(sentence.key(sentence.startIndex)) {
                return .deny
            }
            if Command.read(sentence) == nil {
                throw Unclear("Please answer yes or no.", pending: pending)
            }
            return nil
        case .choice(let titles):
            return try choice(titles, pending).map { .choose($0) }
        case .proposals(let sentences):
            if Answers.isYes(whole) {
                guard let only = sentences.first, sentences.count == 1 else {
                    throw Unclear("Which one? Say its number.", pending: pending)
                }
                return try again(only, depth)
            }
            return try choice(sentences, sentences.count > 1 ? pending : nil).map { number throws(Unclear) in
                try again(sentences[number - 1], depth)
            }
        case .completion(let before, let after, let gap):
            return try complete(before, after, gap, pending, whole: whole, depth: depth)
        }
    }

    private func again(_ text: String, _ depth: Int) throws(Unclear) -> ChatIntent {
        try ChatParser.read(text, clock: clock, context: ChatContext(mentioned: context.mentioned), depth: depth + 1)
    }

    /// The number of the one that is meant, counted from 1.
    ///
    /// - Parameter pending: stays open when the number is not among them; `nil`: then the message is something else.
    private func choice(_ titles: [String], _ pending: ChatContext.Pending?) throws(Unclear) -> Int? {
        if let number = ordinal(sentence) {
            let place = number < 0 ? titles.count + 1 + number : number
            if titles.indices.contains(place - 1) { return place }
            guard let pending else { return nil }
            throw Unclear("There are only \(titles.count). Which one?", pending: pending)
        }
        let said = (sentence.count == 1 && sentence.first?.kind == .quoted ? sentence.first?.text ?? "" : stripped(sentence).text).folded
        guard !said.isEmpty else { return nil }
        let folded = titles.map(\.folded)
        if let exact = folded.firstIndex(of: said), folded.lastIndex(of: said) == exact { return exact + 1 }
        let partial = folded.indices.filter { folded[$0].contains(said) }
        if partial.count == 1, let only = partial.first { return only + 1 }
        guard Command.read(sentence) == nil, let pending else { return nil }
        throw Unclear("Which one? Say its number or a part of its title.", pending: pending)
    }

    private func complete(
        _ before: String,
        _ after: String,
        _ gap: ChatContext.Gap,
        _ pending: ChatContext.Pending,
        whole: Tokens,
        depth: Int
    ) throws(Unclear) -> ChatIntent? {
        guard !sentence.isEmpty else { throw Unclear("I am listening.", pending: pending) }
        // "done" answers "mark it as what?", and is a command otherwise.
        guard Command.read(sentence) == nil || (gap == .other && Self.state(sentence) != nil) else { return nil }
        var reply = gap == .time ? sentence.text : whole.source
        if gap == .time {
            if sentence.count <= 2, let hour = Numbers.cardinal(sentence.key(sentence.startIndex)), hour <= 24,
                sentence.count == 1 || isMeridiem
            {
                reply = "at " + reply
            }
            guard DetailScanner.scan(Tokens(Tokenizer.tokens(of: reply)), clock: clock).hasTime else {
                throw Unclear("I find no time in that. When?", pending: pending)
            }
        }
        return try again([before, reply, after].filter { !$0.isEmpty }.joined(separator: " "), depth)
    }

    private var isMeridiem: Bool { TimeReader.meridiems[sentence.key(sentence.startIndex + 1)] != nil }
}

extension Details {
    /// Something about time was said, be it good or not.
    fileprivate var hasTime: Bool { saysWhen || reminder != nil || conflict != nil }
}
