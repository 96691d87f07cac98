extension TimeReader {
    /// "in the evening", "at night"; "morning" alone only after a day ("tomorrow morning"), which the caller sees to.
    func dayPart(at start: Int) -> Match<TimePhrase>? {
        let lead = ("in the" as Pattern).match(tokens, at: start) ?? (tokens.key(start) == "at" && tokens.key(start + 1) == "night" ? 1 : 0)
        guard lead > 0, let part = DayPart(tokens.key(start + lead)), pauses(at: start + lead + 1) else { return nil }
        return Match(TimePhrase(part: part), to: start + lead + 1)
    }

    /// "morning" right after a day or a time.
    func trailingPart(at start: Int) -> Match<TimePhrase>? {
        DayPart(tokens.key(start)).map { Match(TimePhrase(part: $0), to: start + 1) }
    }
}
