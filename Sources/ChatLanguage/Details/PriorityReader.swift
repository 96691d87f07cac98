/// Reads "high priority", "!high", "p1", "urgent".
struct PriorityReader {
    let reader: TimeReader

    private var tokens: Tokens { reader.tokens }

    /// - Parameter isFirst: nothing of a title has come yet, so that "urgent: call the bank" is no title.
    func priority(at start: Int, isFirst: Bool) -> Match<TaskPriority>? {
        let lead = ("with|at|as|is? a? the?" as Pattern).match(tokens, at: start) ?? 0
        if let value = Self.words[tokens.key(start + lead)], tokens.key(start + lead + 1) == "priority" {
            return Match(value, to: start + lead + 2)
        }
        let with = tokens.key(start) == "with" ? 1 : 0
        if tokens.key(start + with) == "priority" {
            let index = start + with + 1 + (("is|:|=|to?" as Pattern).match(tokens, at: start + with + 1) ?? 0)
            if let value = Self.words[tokens.key(index)] ?? Self.short[tokens.key(index)] { return Match(value, to: index + 1) }
        }
        let key = tokens.key(start)
        if key.hasPrefix("!"), let value = Self.words[String(key.dropFirst())] { return Match(value, to: start + 1) }
        if let value = Self.short[key], isFirst || reader.pauses(at: start + 1) { return Match(value, to: start + 1) }
        guard let value = Self.alone[key] else { return nil }
        if isFirst {
            let next = tokens.key(start + 1)
            let isAlone = start + 1 >= tokens.endIndex || tokens[start + 1].kind != .word
            guard isAlone || next == "task" || next == "todo" else { return nil }
            return Match(value, to: start + (next == ":" || next == "," ? 2 : 1))
        }
        let isEnd = start + 1 >= tokens.endIndex || tokens[start + 1].kind != .word || reader.time(at: start + 1) != nil
        return isEnd ? Match(value, to: start + 1) : nil
    }

    /// One word that names a priority, as in "make it urgent".
    static func value(_ key: String) -> TaskPriority? {
        words[key] ?? short[key] ?? alone[key] ?? (key.hasPrefix("!") ? words[String(key.dropFirst())] : nil)
    }

    static let words: [String: TaskPriority] = [
        "urgent": .urgent, "critical": .urgent, "highest": .urgent, "high": .high, "top": .high, "important": .high,
        "medium": .medium, "normal": .medium, "low": .low, "lowest": .low,
    ]
    private static let short: [String: TaskPriority] = ["p1": .urgent, "p2": .high, "p3": .medium, "p4": .low]
    private static let alone: [String: TaskPriority] = ["urgent": .urgent, "urgently": .urgent, "asap": .urgent, "important": .high]
}
