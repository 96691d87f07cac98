extension TimeReader {
    /// "remind me 30 min before", "with a reminder", "and remind me the evening before", "reminder at 8".
    func reminderClause(at start: Int) -> Match<ReminderClause>? {
        let verb = Self.remindMe.match(tokens, at: start)
        guard let lead = verb ?? Self.reminder.match(tokens, at: start) else { return nil }
        let index = start + lead
        if let match = offset(at: index) ?? daysBefore(at: index) { return match }
        if let match = times(at: index) { return Match(.at(match.value), to: match.end) }
        // "send a reminder" is a title, and "remind me to…" a sentence of its own.
        let isSaid = verb != nil || ["with", "and", "plus", ","].contains(tokens.key(start))
        let tail = ("when it's|its|it is? due" as Pattern).match(tokens, at: index) ?? ("then" as Pattern).match(tokens, at: index) ?? 0
        guard isSaid, pauses(at: index + tail), !["to", "about", "that"].contains(tokens.key(index + tail)) else { return nil }
        return Match(.whenDue, to: index + tail)
    }

    /// "30 minutes before", "1 day in advance", "an hour ahead".
    func offset(at start: Int) -> Match<ReminderClause>? {
        guard let match = span(at: start), let count = before(at: match.end) else { return nil }
        return Match(.before(match.value), to: match.end + count)
    }

    /// "the day before", "the evening before at 7", "2 days before at 8".
    func daysBefore(at start: Int) -> Match<ReminderClause>? {
        guard let lead = ("on|in? the" as Pattern).match(tokens, at: start) else { return nil }
        let key = tokens.key(start + lead)
        guard key == "day" || DayPart(key) != nil, let tail = before(at: start + lead + 1) else { return nil }
        let end = start + lead + 1 + tail
        var phrase = TimePhrase(part: DayPart(key))
        if let match = times(at: end), match.value.day == nil, phrase.merge(match.value) {
            return Match(.daysBefore(1, phrase), to: match.end)
        }
        return Match(.daysBefore(1, phrase), to: end)
    }

    /// All expressions of time that follow each other.
    func times(at start: Int) -> Match<TimePhrase>? {
        var phrase = TimePhrase()
        var end = start
        while let match = (end > start ? trailingPart(at: end) : nil) ?? time(at: end), phrase.merge(match.value) { end = match.end }
        return end > start ? Match(phrase, to: end) : nil
    }

    /// The length of "before", "before it's due", "in advance".
    private func before(at start: Int) -> Int? {
        for pattern in Self.before {
            if let count = pattern.match(tokens, at: start) { return count }
        }
        return nil
    }

    private static let remindMe: Pattern = ",|;? and|with|plus? please? remind|alert|notify|ping|nudge me"
    private static let reminder: Pattern = ",|;? and|with|plus? set|add? a|an|one? reminder|alert|alarm :? for?"
    private static let before: [Pattern] = [
        "in advance", "ahead of time", "before|prior|ahead to? the|its|it's|it? is? due date|time?",
        "before|ahead|earlier|prior|beforehand|early to? it|that|this|then?",
    ]
}
