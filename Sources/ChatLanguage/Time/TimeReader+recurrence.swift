/// A recurrence as it was read, with the part of the day that some say along ("every morning").
struct RecurrenceReading {
    var recurrence: Recurrence
    var part: DayPart?
    /// Why there is no such recurrence.
    var problem: String?
}

extension TimeReader {
    /// "every 2 weeks", "every weekday", "every month on the 15th", "every monday and thursday", "daily", "on the 15th of every month".
    func recurrence(at start: Int) -> Match<RecurrenceReading>? {
        if let match = adverb(at: start) { return refined(match) }
        if let match = placeOfEvery(at: start) { return match }
        if let lead = ("on? weekdays" as Pattern).match(tokens, at: start), pauses(at: start + lead) {
            return found(Recurrence(frequency: .weekly, weekdays: weekdays(1...5)), to: start + lead)
        }
        if let match = pluralWeekdays(at: start) { return match }
        guard let lead = ("repeat|repeats|repeating|recurring? every|each" as Pattern).match(tokens, at: start) else { return nil }
        return every(at: start + lead)
    }

    /// "until 1 May", "10 times", "for 3 weeks": only where something repeats.
    func recurrenceEnd(at start: Int) -> Match<Recurrence.End>? {
        if let lead = ("until|till|til|ending the? end? of?" as Pattern).match(tokens, at: start) {
            for index in [start + 1, start + lead] {
                if let match = day(at: index, isLed: true), let day = match.value.day { return Match(.until(day.date), to: match.end) }
            }
            return nil
        }
        if tokens.key(start) == "for", let match = span(at: start + 1), match.value.isOfDays {
            return Match(.lasting(match.value), to: match.end)
        }
        let index = tokens.key(start) == "for" ? start + 1 : start
        guard let count = Numbers.cardinal(tokens.key(index)), (1...9999).contains(count), tokens.key(index + 1) == "times" else {
            return nil
        }
        return Match(.count(count), to: index + 2)
    }

    private func adverb(at start: Int) -> Match<RecurrenceReading>? {
        let recurrence: Recurrence? =
            switch tokens.key(start) {
            case "daily": Recurrence(frequency: .daily)
            case "weekly": Recurrence(frequency: .weekly)
            case "biweekly", "fortnightly": Recurrence(frequency: .weekly, interval: 2)
            case "monthly": Recurrence(frequency: .monthly)
            case "quarterly": Recurrence(frequency: .monthly, interval: 3)
            case "yearly", "annually": Recurrence(frequency: .yearly)
            default: nil
            }
        // "the weekly report" is a title.
        guard let recurrence, pauses(at: start + 1) else { return nil }
        return found(recurrence, to: start + 1)
    }

    /// After "every".
    private func every(at start: Int) -> Match<RecurrenceReading>? {
        if let match = weekdayList(at: start) {
            return found(Recurrence(frequency: .weekly, weekdays: match.value), to: match.end)
        }
        if let match = placedWeekday(at: start) {
            let tail = ("of|in the|each|every? month" as Pattern).match(tokens, at: match.end) ?? 0
            return found(Recurrence(frequency: .monthly, weekdays: [match.value]), to: match.end + tail)
        }
        if let match = dayAndMonth(at: start) {
            guard LocalDate(year: 2024, month: match.value.month, day: match.value.day) != nil else { return noSuchDay(start, match.end) }
            let rule = Recurrence(frequency: .yearly, monthDays: [match.value.day], month: match.value.month)
            return found(rule, to: match.end)
        }
        if let day = monthDay(at: start) {
            let tail = ("of|in the|each|every? month" as Pattern).match(tokens, at: day.end) ?? 0
            return found(Recurrence(frequency: .monthly, monthDays: [day.value]), to: day.end + tail)
        }
        return interval(at: start)
    }

    /// "day", "other week", "2 weeks", "second month", "weekday", "weekend", "morning".
    private func interval(at start: Int) -> Match<RecurrenceReading>? {
        var interval = 1
        var index = start
        if ["other", "second"].contains(tokens.key(index)) {
            interval = 2
            index += 1
        } else if let number = Numbers.cardinal(tokens.key(index)) ?? Numbers.ordinal(tokens.key(index)), number > 0 {
            interval = number
            index += 1
        }
        let key = tokens.key(index)
        if let number = Names.weekdays[key] ?? Names.pluralWeekdays[key], interval <= 999 {
            return found(Recurrence(frequency: .weekly, interval: interval, weekdays: [.init(number: number)]), to: index + 1)
        }
        let isPlain = index == start
        switch key {
        case "weekday", "workday", "weekdays":
            return isPlain ? found(Recurrence(frequency: .weekly, weekdays: weekdays(1...5)), to: index + 1) : nil
        case "weekend", "weekends": return isPlain ? found(Recurrence(frequency: .weekly, weekdays: weekdays(6...7)), to: index + 1) : nil
        case "quarter": return isPlain ? found(Recurrence(frequency: .monthly, interval: 3), to: index + 1) : nil
        default: break
        }
        if isPlain, let part = DayPart(key) {
            return Match(RecurrenceReading(recurrence: Recurrence(frequency: .daily), part: part), to: index + 1)
        }
        guard let unit = Names.units[key], key.count > 1, interval <= 999 else { return nil }
        guard unit.milliseconds == 0 else {
            let problem = "A task can come back once a day at most. How often should it?"
            return Match(RecurrenceReading(recurrence: Recurrence(frequency: .daily), problem: problem), to: index + 1)
        }
        let recurrence: Recurrence =
            switch (unit.months, unit.days) {
            case (0, 1): Recurrence(frequency: .daily, interval: interval)
            case (0, let days): Recurrence(frequency: .weekly, interval: interval * days / 7)
            case (1, _): Recurrence(frequency: .monthly, interval: interval)
            default: Recurrence(frequency: .yearly, interval: interval)
            }
        return refined(Match(RecurrenceReading(recurrence: recurrence), to: index + 1))
    }

    /// Adds the day to "every month" ("on the 15th"), "every 2 weeks" ("on tuesday") and "every year" ("on 3 March").
    private func refined(_ match: Match<RecurrenceReading>) -> Match<RecurrenceReading> {
        var reading = match.value
        guard let lead = ("on the?" as Pattern).match(tokens, at: match.end) else { return match }
        let index = match.end + lead
        switch reading.recurrence.frequency {
        case .weekly:
            guard let list = weekdayList(at: index) else { return match }
            reading.recurrence.weekdays = list.value
            return Match(reading, to: list.end)
        case .monthly:
            if let weekday = placedWeekday(at: index) {
                reading.recurrence.weekdays = [weekday.value]
                return Match(reading, to: weekday.end)
            }
            guard var day = monthDay(at: index) else { return match }
            reading.recurrence.monthDays = [day.value]
            while ["and", ","].contains(tokens.key(day.end)),
                let next = monthDay(at: day.end + (tokens.key(day.end + 1) == "the" ? 2 : 1)), reading.recurrence.monthDays.count < 31
            {
                reading.recurrence.monthDays.append(next.value)
                day = next
            }
            return Match(reading, to: day.end)
        case .yearly:
            guard let date = dayAndMonth(at: index), LocalDate(year: 2024, month: date.value.month, day: date.value.day) != nil else {
                return match
            }
            reading.recurrence.month = date.value.month
            reading.recurrence.monthDays = [date.value.day]
            return Match(reading, to: date.end)
        case .daily:
            return match
        }
    }

    /// "on the 15th of every month", "the last friday of each month".
    private func placeOfEvery(at start: Int) -> Match<RecurrenceReading>? {
        let index = start + (("on? the?" as Pattern).match(tokens, at: start) ?? 0)
        let tail: Pattern = "of|in every|each month"
        if let weekday = placedWeekday(at: index), let count = tail.match(tokens, at: weekday.end) {
            return found(Recurrence(frequency: .monthly, weekdays: [weekday.value]), to: weekday.end + count)
        }
        guard let day = monthDay(at: index), let count = tail.match(tokens, at: day.end) else { return nil }
        return found(Recurrence(frequency: .monthly, monthDays: [day.value]), to: day.end + count)
    }

    /// "on mondays", "mondays and fridays", "mon-fri".
    private func pluralWeekdays(at start: Int) -> Match<RecurrenceReading>? {
        let index = start + (tokens.key(start) == "on" ? 1 : 0)
        guard Names.pluralWeekdays[tokens.key(index)] != nil || tokens.key(index).contains("-"), let list = weekdayList(at: index),
            pauses(at: list.end)
        else { return nil }
        return found(Recurrence(frequency: .weekly, weekdays: list.value), to: list.end)
    }

    /// "monday, wednesday and friday", "mon-fri", "monday to friday".
    private func weekdayList(at start: Int) -> Match<[Recurrence.Weekday]>? {
        func number(_ index: Int) -> Int? { Names.weekdays[tokens.key(index)] ?? Names.pluralWeekdays[tokens.key(index)] }
        let ends = tokens.key(start).split(separator: "-")
        if ends.count == 2, let first = Names.weekdays[String(ends[0])], let last = Names.weekdays[String(ends[1])], first < last {
            return Match(weekdays(first...last), to: start + 1)
        }
        guard let first = number(start) else { return nil }
        if ["to", "through", "–"].contains(tokens.key(start + 1)), let last = number(start + 2), first < last {
            return Match(weekdays(first...last), to: start + 3)
        }
        var numbers: Set<Int> = [first]
        var end = start + 1
        // "mondays and mondays and…" need not be read to its end.
        while end - start < 20 {
            let joint = end + (("and|,|&|or and?" as Pattern).match(tokens, at: end) ?? 0)
            guard joint > end, let next = number(joint) else { break }
            numbers.insert(next)
            end = joint + 1
        }
        return Match(numbers.sorted().map { Recurrence.Weekday(number: $0) }, to: end)
    }

    /// "first monday", "last friday".
    private func placedWeekday(at start: Int) -> Match<Recurrence.Weekday>? {
        guard let place = Numbers.ordinal(tokens.key(start)), place == -1 || (1...5).contains(place),
            let number = Names.weekdays[tokens.key(start + 1)]
        else { return nil }
        // "every second monday" is every other week; it takes "of the month" to be a place.
        if place == 2, tokens.key(start - 1) == "every" || tokens.key(start - 1) == "each", tokens.key(start + 2) != "of" { return nil }
        return Match(Recurrence.Weekday(place: place, number: number), to: start + 2)
    }

    /// "15th", "last day".
    private func monthDay(at start: Int) -> Match<Int>? {
        if let count = ("last day" as Pattern).match(tokens, at: start) { return Match(-1, to: start + count) }
        guard tokens.key(start).first?.isNumber == true, let day = Numbers.ordinal(tokens.key(start)), (1...31).contains(day) else {
            return nil
        }
        guard Names.units[tokens.key(start + 1)] == nil else { return nil }
        return Match(day, to: start + 1)
    }

    private func weekdays(_ range: ClosedRange<Int>) -> [Recurrence.Weekday] { range.map { Recurrence.Weekday(number: $0) } }

    private func noSuchDay(_ start: Int, _ end: Int) -> Match<RecurrenceReading> {
        let problem = "There is no \(tokens[start..<end].text) in the calendar. Which day do you mean?"
        return Match(RecurrenceReading(recurrence: Recurrence(frequency: .yearly), problem: problem), to: end)
    }

    private func found(_ recurrence: Recurrence, to end: Int) -> Match<RecurrenceReading> {
        Match(RecurrenceReading(recurrence: recurrence), to: end)
    }
}
