/// Goes through a sentence once and sorts its words into `Details`.
struct DetailScanner {
    let reader: TimeReader
    private let tokens: Tokens
    private var index: Int
    private var details = Details()
    /// Where the last expression of time ended, for "tomorrow *morning*".
    private var timeEnd = -1

    init(_ tokens: Tokens, clock: ZoneClock) {
        self.tokens = tokens
        reader = TimeReader(clock: clock, tokens: tokens)
        index = tokens.startIndex
    }

    static func scan(_ tokens: Tokens, clock: ZoneClock) -> Details {
        var scanner = DetailScanner(tokens, clock: clock)
        while scanner.index < tokens.endIndex { scanner.step() }
        return scanner.details
    }

    private mutating func step() {
        let token = tokens[index]
        switch token.kind {
        case .quoted: keep()
        case .tag:
            if !details.tags.contains(token.text) { details.tags.append(token.text) }
            index += 1
        case .word, .mark:
            if !takeReminder(), !takeRecurrence(), !takeTime(), !takePriority(), !takeDescription() { keep() }
        }
    }

    private mutating func keep() {
        details.kept.append(tokens[index])
        index += 1
    }

    private mutating func takeReminder() -> Bool {
        guard let match = reader.reminderClause(at: index) else { return false }
        if details.reminder != nil {
            note(conflictAt: index..<match.end)
        }
        details.reminder = match.value
        details.reminderIndices.formUnion(index..<match.end)
        mark(to: match.end)
        return true
    }

    private mutating func takeRecurrence() -> Bool {
        if details.recurrence != nil, details.end == nil, let match = reader.recurrenceEnd(at: index) {
            details.end = match.value
            mark(to: match.end)
            return true
        }
        guard let match = reader.recurrence(at: index) else { return false }
        if details.recurrence != nil { note(conflictAt: index..<match.end) }
        details.recurrence = match.value
        mark(to: match.end)
        return true
    }

    private mutating func takeTime() -> Bool {
        if ["until", "till"].contains(tokens.key(index)), details.recurrence == nil, let match = reader.time(at: index + 1) {
            // "keep the shop open until friday" says nothing about when it is due.
            while index < match.end { keep() }
            return true
        }
        let trailing = timeEnd == index ? reader.trailingPart(at: index) ?? reader.clockTime(at: index, lead: "at") : nil
        guard let match = trailing ?? reader.time(at: index) else { return false }
        if match.value.problem != nil { details.problemRange = details.problemRange ?? index..<match.end }
        if !details.time.merge(match.value) { note(conflictAt: index..<match.end) }
        if match.value.day != nil || match.value.part != nil { details.dayIndices.formUnion(index..<match.end) }
        mark(to: match.end)
        timeEnd = match.end
        return true
    }

    private mutating func takePriority() -> Bool {
        guard let match = PriorityReader(reader: reader).priority(at: index, isFirst: isFirst) else { return false }
        if let known = details.priority, known != match.value { note(conflictAt: index..<match.end) }
        details.priority = match.value
        index = match.end
        return true
    }

    private var isFirst: Bool {
        details.kept.count < 5 && details.kept.allSatisfy { ["a", "an", "the", "new", "task", ":"].contains($0.key) }
    }

    /// "with note: …", "description "…"": up to the end of the sentence, or the quoted text.
    private mutating func takeDescription() -> Bool {
        guard details.description == nil, !details.kept.isEmpty || index > tokens.startIndex else { return false }
        let led = ("with|and a|the? note|notes|description|desc|details that|saying|:?" as Pattern).match(tokens, at: index)
        guard let count = led ?? ("note|notes|description|desc|details :?" as Pattern).match(tokens, at: index) else { return false }
        let start = index + count
        guard start < tokens.endIndex, led != nil || count == 2 || tokens[start].kind == .quoted else { return false }
        if tokens[start].kind == .quoted {
            details.description = tokens[start].text
            index = start + 1
        } else {
            details.description = tokens[start...].text
            index = tokens.endIndex
        }
        return true
    }

    private mutating func mark(to end: Int) {
        details.timeIndices.formUnion(index..<end)
        index = end
    }

    private mutating func note(conflictAt range: Range<Int>) {
        guard details.conflict == nil else { return }
        details.conflict = (Tokens(details.timeIndices.sorted().map { tokens[$0] }).text, tokens[range].text)
    }
}
