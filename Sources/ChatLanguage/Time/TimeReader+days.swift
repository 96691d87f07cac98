extension TimeReader {
    /// "today", "tomorrow", "next friday", "end of the month", "3 March", "2027-03-03", "the 15th".
    ///
    /// - Parameter isLed: whether "on", "by" or the like comes before it.
    func day(at start: Int, isLed: Bool) -> Match<TimePhrase>? {
        relativeDay(at: start) ?? endOfSpan(at: start) ?? calendarDate(at: start, isLed: isLed) ?? weekday(at: start, isLed: isLed)
    }

    private func relativeDay(at start: Int) -> Match<TimePhrase>? {
        let today = clock.today
        if let count = ("the? day after tomorrow" as Pattern).match(tokens, at: start) {
            return found(today.adding(days: 2), to: start + count)
        }
        switch tokens.key(start) {
        case "today":
            return Match(TimePhrase(day: TimePhrase.Day(date: today, isToday: true)), to: start + 1)
        case "tonight":
            return Match(TimePhrase(day: TimePhrase.Day(date: today, isToday: true), part: .night), to: start + 1)
        case "tomorrow", "tmr", "tmrw":
            return found(today.adding(days: 1), to: start + 1)
        case "yesterday":
            return found(today.adding(days: -1), to: start + 1)
        case "weekend":
            return found(today.weekday == 7 ? today : today.adding(days: 6 - today.weekday), to: start + 1)
        case "next":
            return next(at: start + 1)
        case "this":
            guard let part = DayPart(tokens.key(start + 1)) else { return nil }
            return Match(TimePhrase(day: TimePhrase.Day(date: today, isToday: true), part: part), to: start + 2)
        default:
            // The lead may have taken "this".
            guard tokens.key(start - 1) == "this", let part = DayPart(tokens.key(start)) else { return nil }
            return Match(TimePhrase(day: TimePhrase.Day(date: today, isToday: true), part: part), to: start + 1)
        }
    }

    private func next(at index: Int) -> Match<TimePhrase>? {
        let today = clock.today
        let monday = today.adding(days: 8 - today.weekday)
        switch tokens.key(index) {
        case "week": return found(monday, to: index + 1)
        case "weekend": return found(monday.adding(days: 5), to: index + 1)
        case "month": return found(firstOfMonth(today).adding(months: 1), to: index + 1)
        case "year": return found(firstOfMonth(today).adding(months: 13 - today.month), to: index + 1)
        case let key: return Names.weekdays[key].map { found(monday.adding(days: $0 - 1), to: index + 1) }
        }
    }

    /// "end of the week": Sunday. "eod", "end of day": this one.
    private func endOfSpan(at start: Int) -> Match<TimePhrase>? {
        let today = clock.today
        let unit: String
        let end: Int
        switch tokens.key(start) {
        case "eod": (unit, end) = ("day", start + 1)
        case "eow": (unit, end) = ("week", start + 1)
        case "eom": (unit, end) = ("month", start + 1)
        case "eoy": (unit, end) = ("year", start + 1)
        default:
            guard let count = ("the? end of the|this?" as Pattern).match(tokens, at: start) else { return nil }
            (unit, end) = (tokens.key(start + count), start + count + 1)
        }
        switch unit {
        case "day", "today": return Match(TimePhrase(day: TimePhrase.Day(date: today, isToday: true, isEnd: true)), to: end)
        case "week": return found(today.adding(days: 7 - today.weekday), to: end)
        case "month": return found(today.adding(days: today.monthLength - today.day), to: end)
        case "year": return found(LocalDate(year: today.year, month: 12, day: 31) ?? today, to: end)
        case "next":
            switch tokens.key(end) {
            case "week": return found(today.adding(days: 14 - today.weekday), to: end + 1)
            case "month": return found(firstOfMonth(today).adding(months: 2).adding(days: -1), to: end + 1)
            case "year": return found(LocalDate(year: today.year + 1, month: 12, day: 31) ?? today, to: end + 1)
            default: return nil
            }
        case let key:
            return Names.months[key].map { month in
                let year = month >= today.month ? today.year : today.year + 1
                let first = LocalDate(year: year, month: month, day: 1) ?? today
                return found(first.adding(months: 1).adding(days: -1), to: end)
            }
        }
    }

    /// "friday": the next one to come, never today. "this friday": of this week, today included.
    private func weekday(at start: Int, isLed: Bool) -> Match<TimePhrase>? {
        let today = clock.today
        guard let number = Names.weekdays[tokens.key(start)] else { return nil }
        if tokens.key(start - 1) == "this" {
            return found(today.adding(days: number - today.weekday), to: start + 1)
        }
        // "sat" and "sun" are words of their own.
        let isClear = tokens.key(start).count > 3 || isLed || start == tokens.startIndex || startsTime(tokens.key(start + 1))
        guard isClear, pauses(at: start + 1) else { return nil }
        let ahead = number - today.weekday
        return found(today.adding(days: ahead > 0 ? ahead : ahead + 7), to: start + 1)
    }

    func found(_ date: LocalDate, to end: Int) -> Match<TimePhrase> { Match(TimePhrase(day: TimePhrase.Day(date: date)), to: end) }

    private func firstOfMonth(_ date: LocalDate) -> LocalDate { date.adding(days: 1 - date.day) }
}
