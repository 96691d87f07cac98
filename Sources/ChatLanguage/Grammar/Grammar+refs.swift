extension Grammar {
    /// The task or reminder that some words mean.
    ///
    /// - Parameters:
    ///   - before, after: the sentence around the gap, to ask which one.
    func ref(_ words: Tokens, kind: String = "task", before: String, after: String = "") throws(Unclear) -> ItemRef {
        let words = stripped(words)
        guard !words.isEmpty else { throw Unclear("Which \(kind) do you mean?", completing: before, after: after, gap: .item) }
        if words.count(where: { $0.kind == .quoted }) > 1 {
            throw Unclear("I take one \(kind) at a time. Which one?", completing: before, after: after, gap: .item)
        }
        if let quote = words.firstQuote { return .exact(words[quote].text) }
        let isSeveral = Self.everything.match(words, at: words.startIndex) == words.count
        if isSeveral || Self.manyTasks.match(words, at: words.startIndex) == words.count || isNumbers(words) {
            throw Unclear("I take one \(kind) at a time. Which one?", completing: before, after: after, gap: .item)
        }
        if Self.pronoun.match(words, at: words.startIndex) == words.count {
            guard context.mentioned != nil else {
                throw Unclear("Which \(kind) do you mean?", completing: before, after: after, gap: .item)
            }
            return .mentioned
        }
        if let ordinal = ordinal(words) { return .ordinal(ordinal) }
        return .words(words.text)
    }

    /// "2", "#2", "number 2", "the second one", "the last task".
    func ordinal(_ words: Tokens) -> Int? {
        var rest = words.trimmed
        if let next = rest.dropping("the? number|no|nr|option|task|reminder|item|choice? .?") { rest = next }
        guard let first = rest.first, first.kind == .word else { return nil }
        let key = first.key.hasPrefix("#") ? String(first.key.dropFirst()) : first.key
        let tail = rest.dropFirst()
        guard tail.isEmpty || ("one|task|reminder|item|todo on? the? list?" as Pattern).match(tail, at: tail.startIndex) == tail.count
        else { return nil }
        if let place = Numbers.ordinal(key) { return place }
        return tail.isEmpty ? Numbers.cardinal(key).flatMap { $0 > 0 ? $0 : nil } : nil
    }

    /// Without "the", "task" and "from my list" around the title.
    func stripped(_ words: Tokens) -> Tokens {
        var rest = words.trimmed
        if let shorter = rest.droppingLast("from|off|on|in the|my todo|to-do|task? list|tasks|todos"), !shorter.isEmpty {
            rest = shorter.trimmed
        }
        if let shorter = rest.droppingLast("please|again|now|anymore"), !shorter.isEmpty { rest = shorter.trimmed }
        // "the second task" is a place, and "task 2" as well: `ordinal` reads them whole.
        if ordinal(rest) != nil { return rest }
        if let shorter = rest.dropping("the|my|a|an|that|this? task|todo|to-do|item called|named|titled|about|to|:?"),
            shorter.count < rest.count
        {
            let isPronoun = Self.pronoun.match(rest, at: rest.startIndex) == rest.count
            if !isPronoun { rest = shorter.trimmed }
        } else if let shorter = rest.dropping("the|my|a|an"), !shorter.isEmpty {
            rest = shorter
        }
        if rest.count > 1, let shorter = rest.droppingLast("task|todo|to-do|item"), !shorter.isEmpty { rest = shorter.trimmed }
        return rest
    }

    /// "1 and 2", "1, 2, 3"
    private func isNumbers(_ words: Tokens) -> Bool {
        words.count > 1 && words.allSatisfy { Numbers.digits($0.key.drop { $0 == "#" }) != nil || ["and", ",", "&"].contains($0.key) }
    }

    private static let manyTasks: Pattern = "the|my? completed|done|finished|open|overdue|old|other? tasks|todos|reminders|items"
    private static let pronoun: Pattern = "it|that|this|them one|task|reminder|todo?"
    private static let everything: Pattern =
        "all|everything|both of? the|my|them? completed|done|finished|open|overdue|old? tasks|todos|reminders|items|ones?"
}
