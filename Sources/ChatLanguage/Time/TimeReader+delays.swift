extension TimeReader {
    /// "in 20 minutes", "an hour from now". Whole days name a day: "in 3 days at 8".
    func delay(at start: Int) -> Match<TimePhrase>? {
        if let lead = ("in|within exactly|about?" as Pattern).match(tokens, at: start), let match = span(at: start + lead) {
            let tail = ("time|s'? from? now?" as Pattern).match(tokens, at: match.end).map { _ in 0 } ?? 0
            return Match(phrase(match.value), to: match.end + tail)
        }
        guard let match = span(at: start), let tail = ("from now" as Pattern).match(tokens, at: match.end) else {
            return dayBased(at: start)
        }
        return Match(phrase(match.value), to: match.end + tail)
    }

    /// "a week from tomorrow", "two days after friday", "3 days from today".
    private func dayBased(at start: Int) -> Match<TimePhrase>? {
        guard let match = span(at: start), match.value.isOfDays, ["from", "after"].contains(tokens.key(match.end)),
            let base = day(at: match.end + 1, isLed: true), let day = base.value.day, !day.isEnd
        else { return nil }
        let date = day.date.adding(months: match.value.months).adding(days: match.value.days)
        return Match(TimePhrase(day: TimePhrase.Day(date: date)), to: base.end)
    }

    private func phrase(_ span: Span) -> TimePhrase {
        guard span.isOfDays else { return TimePhrase(delay: span) }
        return TimePhrase(day: TimePhrase.Day(date: clock.today.adding(months: span.months).adding(days: span.days)))
    }
}
