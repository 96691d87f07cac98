/// Reads expressions of time at a place in a message. The way through the files: lengths, clock, days, recurrence; `time` puts them together.
struct TimeReader {
    let clock: ZoneClock
    let tokens: Tokens

    /// One element of a point in time: a day, a time of day, a part of the day or a delay, with the words that lead to it.
    ///
    /// A lone weekday or a bare number is taken only where the sentence pauses after it: "buy the sunday paper" and "meet at 5 Main Street" name no time.
    func time(at start: Int) -> Match<TimePhrase>? {
        if let match = delay(at: start) { return match }
        let lead = Self.dueLead.match(tokens, at: start) ?? Self.lead.match(tokens, at: start) ?? 0
        let index = start + lead
        let isLed = (start..<index).contains { tokens.key($0) != "the" }
        if let match = day(at: index, isLed: isLed) { return match }
        if let match = clockTime(at: index, lead: lead > 0 ? tokens.key(index - 1) : "") { return match }
        return dayPart(at: start)
    }

    /// Words that come before a day or a time and belong to it.
    private static let lead: Pattern = "on|by|for|from|starting|beginning|before? at|@|around|about? the? this|coming?"
    private static let dueLead: Pattern = "due|deadline date? is|:? on|by|for|in? at|@|around|about? the? this|coming?"

    /// Whether the sentence pauses before this token, so that what came before it stands for itself.
    func pauses(at index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return true }
        let token = tokens[index]
        if token.kind != .word { return true }
        return Self.connectors.contains(token.key) || startsTime(token.key)
    }

    func startsTime(_ key: String) -> Bool {
        Self.timeWords.contains(key) || Names.weekdays[key] != nil || Numbers.cardinal(key) != nil || compactClock(key) != nil
            || key.hasPrefix("!")
    }

    private static let connectors: Set<String> = [
        "to", "for", "about", "at", "and", "remind", "every", "each", "until", "till", "with", "that", "on", "by", "in", "from", "or",
        "please",
        "starting", "@", "then", "around", "before", "reminder", "priority", "urgent", "high", "low", "note", "called", "named", "again",
        "instead",
        "daily", "weekly", "monthly", "yearly",
    ]
    private static let timeWords: Set<String> = [
        "today", "tonight", "tomorrow", "noon", "midday", "midnight", "morning", "afternoon", "evening", "night", "next", "this",
    ]
}
