/// A span of due times, or why there is none.
enum RangeReading {
    case range(InstantRange)
    case problem(String)
}

extension TimeReader {
    /// "today", "this week", "next month", "by friday", "before 3 March", "in the next 3 days", "between monday and friday".
    func range(at start: Int) -> Match<RangeReading>? {
        if let match = calendarSpan(at: start) ?? nextDays(at: start) ?? between(at: start) { return match }
        let lead = ("due|scheduled? on|for|in|from? the?" as Pattern).match(tokens, at: start) ?? 0
        var index = start + lead
        var isOpen: (from: Bool, to: Bool)?
        switch tokens.key(index) {
        case "by", "until", "till": isOpen = (false, true)
        case "before": isOpen = (false, false)
        case "after": isOpen = (true, false)
        case "since", "from", "starting": isOpen = (true, true)
        default: break
        }
        if isOpen != nil { index += 1 }
        let isThis = ["this", "on"].contains(tokens.key(index))
        guard let match = possessiveDay(at: index) ?? day(at: index + (isThis ? 1 : 0), isLed: true) else { return nil }
        if let problem = match.value.problem { return Match(.problem(problem.text), to: match.end) }
        guard let day = match.value.day?.date else { return nil }
        let first = clock.start(of: day)
        let last = clock.start(of: day.adding(days: tokens.key(match.end - 1) == "weekend" ? 2 : 1))
        let range: InstantRange =
            switch isOpen {
            case (false, true)?: InstantRange(before: last)
            case (false, false)?: InstantRange(before: first)
            case (true, true)?: InstantRange(from: first)
            case (true, false)?: InstantRange(from: last)
            case nil: InstantRange(from: first, before: last)
            }
        return Match(.range(range), to: match.end)
    }

    /// "this week": from Monday to Sunday.
    private func calendarSpan(at start: Int) -> Match<RangeReading>? {
        guard let lead = ("due|scheduled|from? for|in|on? this|next|last|the? current?" as Pattern).match(tokens, at: start) else {
            return nil
        }
        let words = (start..<(start + lead)).map { tokens.key($0) }
        guard words.contains("this") || words.contains("next") || words.contains("last") || words.contains("current") else { return nil }
        let steps = words.contains("next") ? 1 : words.contains("last") ? -1 : 0
        let today = clock.today
        let first: LocalDate
        let next: LocalDate
        switch tokens.key(start + lead) {
        case "week":
            first = today.adding(days: 1 - today.weekday + 7 * steps)
            next = first.adding(days: 7)
        case "month":
            first = today.adding(days: 1 - today.day).adding(months: steps)
            next = first.adding(months: 1)
        case "year":
            first = today.adding(days: 1 - today.day).adding(months: 1 - today.month + 12 * steps)
            next = first.adding(months: 12)
        default: return nil
        }
        return Match(.range(InstantRange(from: clock.start(of: first), before: clock.start(of: next))), to: start + lead + 1)
    }

    /// "in the next 3 days", "within 2 weeks"
    private func nextDays(at start: Int) -> Match<RangeReading>? {
        let lead =
            ("in|within|for|over|during the? next|coming" as Pattern).match(tokens, at: start) ?? ("the? next|coming" as Pattern).match(
                tokens,
                at: start
            )
            ?? ("within" as Pattern).match(tokens, at: start)
        guard let lead, let match = span(at: start + lead) else { return nil }
        return Match(.range(InstantRange(from: clock.now, before: clock.shifted(clock.now, by: match.value))), to: match.end)
    }

    private func between(at start: Int) -> Match<RangeReading>? {
        guard ["between", "from"].contains(tokens.key(start)), let first = day(at: start + 1, isLed: true),
            ["and", "to", "until"].contains(tokens.key(first.end)),
            let last = day(at: first.end + 1, isLed: true), let from = first.value.day?.date, var to = last.value.day?.date
        else { return nil }
        // "from monday to friday": the friday after.
        if to < from { to = to.adding(days: 7) }
        guard from <= to else { return nil }
        return Match(.range(InstantRange(from: clock.start(of: from), before: clock.start(of: to.adding(days: 1)))), to: last.end)
    }

    /// "today's tasks"
    private func possessiveDay(at start: Int) -> Match<TimePhrase>? {
        switch tokens.key(start) {
        case "today's": found(clock.today, to: start + 1)
        case "tomorrow's": found(clock.today.adding(days: 1), to: start + 1)
        default: nil
        }
    }
}
