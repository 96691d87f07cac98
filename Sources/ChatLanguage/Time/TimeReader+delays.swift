extension TimeReader {
    /// "in 20 minutes", "an hour from now". Whole days name a day: "in 3 days at 8".
    func delay(at start: Int) -> Match<TimePhrase>? {
        if let lead = ("in|within exactly|about?" as Pattern).match(tokens, at: start), let match = span(at: start + lead) {
            let tail = ("time|s'? from? now?" as Pattern).match(tokens, at: match.end).map { _ in 0 } ?? 0
            return Match(phrase(match.value), to: match.end + tail)
        }
        if let match = unitless(at: start) { return match }
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

    /// "in 5": five what?
    private func unitless(at start: Int) -> Match<TimePhrase>? {
        guard tokens.key(start) == "in", let number = Numbers.cardinal(tokens.key(start + 1)), (1...999).contains(number),
            pauses(at: start + 2)
        else {
            return nil
        }
        let readings = ["in \(number) minutes", "in \(number) hours", "in \(number) days"]
        let text = "In \(number) what? 1) minutes, 2) hours or 3) days?"
        return Match(TimePhrase(problem: TimePhrase.Problem(text: text, readings: readings)), to: start + 2)
    }

    private func phrase(_ span: Span) -> TimePhrase {
        guard span.isOfDays else { return TimePhrase(delay: span) }
        return TimePhrase(day: TimePhrase.Day(date: clock.today.adding(months: span.months).adding(days: span.days)))
    }
}
