extension Grammar {
    /// "mark milk as done", "mark 2 not done", "flag milk as urgent".
    func mark(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        for index in rest.indices.dropFirst() where rest[index].kind == .word {
            let lead = ("as|to" as Pattern).match(rest, at: index) ?? 0
            let state = rest[(index + lead)...].trimmed
            guard state.count <= 3, Self.state(state) != nil else { continue }
            return try marked(try ref(rest[..<index], before: "mark", after: rest[index...].source), state)
        }
        if let state = Self.state(rest.dropping("as") ?? rest) {
            _ = state
            throw Unclear("Which task do you mean?", completing: "mark", after: "as " + (rest.dropping("as") ?? rest).text, gap: .item)
        }
        if let asIndex = rest.lastIndex(where: { $0.key == "as" }), asIndex + 1 < rest.endIndex {
            throw Unclear(
                "I do not know the state “\(rest[(asIndex + 1)...].text)”. Is it done, in progress or not done?",
                completing: sentence[...asIndex].text,
                gap: .other
            )
        }
        throw Unclear("Mark it as what?", completing: sentence.text + " as", gap: .other)
    }

    func marked(_ ref: ItemRef, _ words: Tokens) throws(Unclear) -> ChatIntent {
        switch Self.state(words) {
        case .completed?: return .completeTask(ref)
        case .status(let status)?: return .updateTask(ref, TaskChanges(status: status))
        case .priority(let priority)?: return .updateTask(ref, TaskChanges(priority: priority))
        case nil: throw Unclear("I do not know the state “\(words.text)”. Try done, in progress, not done or a priority.")
        }
    }

    enum State { case completed, status(TaskStatus), priority(TaskPriority) }

    static func state(_ words: Tokens) -> State? {
        func isAll(_ pattern: Pattern) -> Bool { !words.isEmpty && pattern.match(words, at: words.startIndex) == words.count }
        if isAll("done|complete|completed|finished|closed") { return .completed }
        if isAll("not done|complete|completed|finished") || isAll("undone|incomplete|unfinished|open|pending|todo|reopened") {
            return .status(.pending)
        }
        if isAll("in progress") || isAll("in-progress|started|ongoing") { return .status(.inProgress) }
        guard let first = words.first, words.count == 1 || isAll("urgent|critical|high|medium|normal|low priority") else { return nil }
        return PriorityReader.value(first.key).map { .priority($0) }
    }

    /// "rename milk to oat milk", "rename "milk" "oat milk"".
    func rename(_ rest: Tokens) throws(Unclear) -> ChatIntent {
        let quotes = rest.filter { $0.kind == .quoted }
        if quotes.count == 2, let old = quotes.first, let new = quotes.last {
            return .updateTask(.exact(old.text), TaskChanges(title: Title.clean(new.text)))
        }
        guard let to = rest.firstIndex(where: { $0.key == "to" || $0.key == "as" || $0.key == "into" }), to > rest.startIndex else {
            guard !rest.trimmed.isEmpty else { throw Unclear("Which task do you mean?", completing: "rename", gap: .item) }
            throw Unclear("What should it be called?", completing: sentence.text + " to", gap: .title)
        }
        guard rest[(to + 1)...].firstIndex(where: { $0.key == "to" }) == nil else {
            throw Unclear("I cannot tell the old title from the new one. Please put them in quotes.")
        }
        let value = rest[(to + 1)...].trimmed
        guard !value.isEmpty else { throw Unclear("What should it be called?", completing: sentence.text, gap: .title) }
        return .updateTask(try ref(rest[..<to], before: "rename", after: rest[to...].source), TaskChanges(title: try newTitle(value)))
    }

    /// "tag milk with #home", "untag milk #home".
    func tag(_ rest: Tokens, removes: Bool) throws(Unclear) -> ChatIntent {
        let tags = rest.filter { $0.kind == .tag }.map(\.text)
        let words = Tokens(rest.filter { $0.kind != .tag })
        let target = words.droppingLast("with|as|from|and|,") ?? words
        guard !tags.isEmpty else {
            if let with = rest.lastIndex(where: { $0.key == "with" || $0.key == "as" }), with > rest.startIndex, rest.endIndex - with == 2 {
                let ref = try ref(rest[..<with], before: "tag", after: rest[with...].source)
                let name = rest[with + 1].text
                return .updateTask(ref, removes ? TaskChanges(removedTags: [name]) : TaskChanges(addedTags: [name]))
            }
            throw Unclear("Which tag? Write it with #, such as #home.", completing: sentence.text, gap: .other)
        }
        let ref = try ref(target, before: removes ? "untag" : "tag", after: tags.map { "#" + $0 }.joined(separator: " "))
        return .updateTask(ref, removes ? TaskChanges(removedTags: tags) : TaskChanges(addedTags: tags))
    }
}
