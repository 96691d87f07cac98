extension TimeReader {
    /// "3 March", "March 3rd 2027", "2027-03-03", "3.3.2027", "13/3/2027", "the 15th". Without a year: the next such day.
    func calendarDate(at start: Int, isLed: Bool) -> Match<TimePhrase>? {
        iso(at: start) ?? named(at: start) ?? numeric(at: start, isLed: isLed) ?? dayOfMonth(at: start, isLed: isLed)
    }

    /// "2027-03-03", "2027-03-03T17:30", "2027-03-03T17:30Z".
    private func iso(at start: Int) -> Match<TimePhrase>? {
        let key = tokens.key(start)
        let parts = key.prefix(10).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count == 4, let year = Numbers.digits(parts[0]), let month = Numbers.digits(parts[1]),
            let day = Numbers.digits(parts[2])
        else { return nil }
        guard let date = LocalDate(year: year, month: month, day: day) else { return noSuchDay(tokens[start].text, to: start + 1) }
        var rest = key.dropFirst(parts.map(\.count).reduce(2, +))
        guard !rest.isEmpty else { return found(date, to: start + 1) }
        guard rest.first == "t" else { return nil }
        rest = rest.dropFirst()
        let isUTC = rest.last == "z"
        if isUTC { rest = rest.dropLast() }
        if rest.count == 8, rest.hasSuffix(":00") { rest = rest.dropLast(3) }
        guard case .time(let hour, let minute, _)? = compactClock(String(rest)) else { return nil }
        if isUTC, let time = LocalTime(hour: hour, minute: minute) {
            return Match(TimePhrase(instant: Int64(date.days) * 86_400_000 + time.milliseconds), to: start + 1)
        }
        let clock = TimePhrase.Clock(hour: hour, minute: minute)
        return Match(TimePhrase(day: TimePhrase.Day(date: date), clock: clock), to: start + 1)
    }

    /// "3 March 2027", "3rd of March", "March 3rd, 2027", "march 3".
    private func named(at start: Int) -> Match<TimePhrase>? {
        // "friday, 3 march": the day of the week has to agree.
        let weekday = Names.weekdays[tokens.key(start)]
        var start = start
        if weekday != nil {
            let next = start + (tokens.key(start + 1) == "," ? 2 : 1)
            // "friday the 13th"
            if tokens.key(next) == "the", dayAndMonth(at: next + 1) == nil, let match = dayOfMonth(at: next + 1, isLed: true) {
                return match.value.day.map { checked($0.date, weekday, to: match.end) } ?? match
            }
            guard dayAndMonth(at: next + (tokens.key(next) == "the" ? 1 : 0)) != nil else { return nil }
            start = next + (tokens.key(next) == "the" ? 1 : 0)
        }
        guard let match = dayAndMonth(at: start) else { return nil }
        let (day, month) = match.value
        let yearIndex = match.end + (tokens.key(match.end) == "," ? 1 : 0)
        if tokens.key(yearIndex).count == 4, let year = Numbers.digits(tokens.key(yearIndex)), (1900...9999).contains(year) {
            guard let date = LocalDate(year: year, month: month, day: day) else {
                return noSuchDay(tokens[start...yearIndex].text, to: yearIndex + 1)
            }
            return checked(date, weekday, to: yearIndex + 1)
        }
        guard let date = nextDate(month: month, day: day) else { return noSuchDay(tokens[start..<match.end].text, to: match.end) }
        return checked(date, weekday, to: match.end)
    }

    private func checked(_ date: LocalDate, _ weekday: Int?, to end: Int) -> Match<TimePhrase> {
        guard let weekday, date.weekday != weekday else { return found(date, to: end) }
        let problem = TimePhrase.Problem(text: "\(date.spoken), is no \(Names.weekdayNames[weekday - 1]). Which day do you mean?")
        return Match(TimePhrase(problem: problem), to: end)
    }

    /// The day and month of "3 March", "3rd of March", "March 3rd", "March the 3rd".
    func dayAndMonth(at start: Int) -> Match<(day: Int, month: Int)>? {
        if let day = dayNumber(tokens.key(start)) {
            let index = start + 1 + (tokens.key(start + 1) == "of" ? 1 : 0)
            if let month = Names.months[tokens.key(index)] { return Match((day, month), to: index + 1) }
        }
        guard let month = Names.months[tokens.key(start)] else { return nil }
        let index = start + 1 + (tokens.key(start + 1) == "the" ? 1 : 0)
        // "march 5 miles" and "march 14:30" name no day.
        guard let day = dayNumber(tokens.key(index)), Names.units[tokens.key(index + 1)] == nil else { return nil }
        return Match((day, month), to: index + 1)
    }

    /// "3.3.2027", "24.12." (day first); "13/3/2027", "3/13/2027"; "3/4/2027" has two readings.
    private func numeric(at start: Int, isLed: Bool) -> Match<TimePhrase>? {
        let key = tokens.key(start)
        let isDotted = key.contains(".")
        let parts = key.split(separator: isDotted ? "." : "/", omittingEmptySubsequences: false)
        guard parts.count == 3 || (parts.count == 2 && isLed), let first = Numbers.digits(parts[0]), let second = Numbers.digits(parts[1]),
            parts[0].count <= 2, parts[1].count <= 2
        else { return nil }
        var year: Int?
        if parts.count == 3 {
            guard let given = Numbers.digits(parts[2]), parts[2].count == 4 || parts[2].count == 2 else { return nil }
            year = given < 100 ? 2000 + given : given
        } else if isDotted {
            // "at 9.10" is a time, and so is "17.30".
            guard tokens.key(start - 1) != "at", second <= 12 else { return nil }
        }
        func date(_ day: Int, _ month: Int) -> LocalDate? {
            year.map { LocalDate(year: $0, month: month, day: day) } ?? nextDate(month: month, day: day)
        }
        let dayFirst = date(first, second)
        let monthFirst = isDotted ? nil : date(second, first)
        switch (dayFirst, monthFirst) {
        case (let date?, nil), (nil, let date?): return found(date, to: start + 1)
        case (nil, nil): return noSuchDay(tokens[start].text, to: start + 1)
        case (let one?, let other?):
            if one == other { return found(one, to: start + 1) }
            let readings = [one, other].map { "\($0.day) \(Names.monthNames[$0.month - 1]) \($0.year)" }
            let text = "“\(tokens[start].text)” can be 1) \(readings[0]) or 2) \(readings[1]). Which one do you mean?"
            return Match(TimePhrase(problem: TimePhrase.Problem(text: text, readings: readings)), to: start + 1)
        }
    }

    /// "on the 15th", "the 1st of next month".
    private func dayOfMonth(at start: Int, isLed: Bool) -> Match<TimePhrase>? {
        guard isLed || tokens.key(start - 1) == "the", tokens.key(start).first?.isNumber == true,
            let day = Numbers.ordinal(tokens.key(start))
        else { return nil }
        if let count = ("of? the? next month" as Pattern).match(tokens, at: start + 1) {
            let first = clock.today.adding(days: 1 - clock.today.day).adding(months: 1)
            guard let date = LocalDate(year: first.year, month: first.month, day: day) else {
                return noSuchDay("a \(day)th", to: start + 1)
            }
            return found(date, to: start + 1 + count)
        }
        guard pauses(at: start + 1) || tokens.key(start + 1) == "of" else { return nil }
        guard (1...31).contains(day) else { return noSuchDay(tokens[start].text, to: start + 1) }
        let tail = ("of this|the month" as Pattern).match(tokens, at: start + 1) ?? 0
        for months in 0...12 {
            let first = clock.today.adding(days: 1 - clock.today.day).adding(months: months)
            if let date = LocalDate(year: first.year, month: first.month, day: day), date >= clock.today {
                return found(date, to: start + 1 + tail)
            }
        }
        return nil
    }

    /// The next such day, today included; 29 February may be years away.
    private func nextDate(month: Int, day: Int) -> LocalDate? {
        for year in clock.today.year...(clock.today.year + 8) {
            if let date = LocalDate(year: year, month: month, day: day), date >= clock.today { return date }
        }
        return nil
    }

    private func dayNumber(_ key: String) -> Int? {
        guard let value = Numbers.digits(key) ?? Numbers.ordinal(key), key.count <= 7, (1...99).contains(value) else { return nil }
        return value
    }

    private func noSuchDay(_ text: String, to end: Int) -> Match<TimePhrase> {
        Match(TimePhrase(problem: TimePhrase.Problem(text: "There is no \(text) in the calendar. Which day do you mean?")), to: end)
    }
}
