extension Grammar {
    /// What a time is for: a day alone means its end for a due time, and the morning for a reminder.
    enum Use { case due, reminder }

    /// The instant that a phrase means.
    ///
    /// - A time alone is the next one: today, or tomorrow if it has passed.
    /// - A day alone is due at 23:59; its reminder comes at 9:00.
    func place(_ phrase: TimePhrase, for use: Use, in details: Details) throws(Unclear) -> Int64 {
        if let instant = phrase.instant { return try future(instant, in: details) }
        if let delay = phrase.delay {
            return try future(clock.shifted(clock.now, by: delay), in: details)
        }
        guard let day = phrase.day else {
            guard let (time, _) = timeOfDay(phrase) else { throw missingTime(details) }
            return clock.next(time)
        }
        if let (time, days) = timeOfDay(phrase) {
            let instant = clock.instant(day.date.adding(days: days), time)
            if instant <= clock.now, day.isToday { throw passedToday(phrase, in: details) }
            return try future(instant, in: details)
        }
        switch use {
        case .due:
            return try future(clock.instant(day.date, .endOfDay), in: details)
        case .reminder:
            let instant = clock.instant(day.date, day.isEnd ? DayPart.evening.time : .reminder)
            if instant <= clock.now, day.date == clock.today { throw missingTime(details) }
            return try future(instant, in: details)
        }
    }

    /// The time of day, and how many days after the day that was said: midnight ends its day.
    ///
    /// A bare hour from 1 to 6 is in the afternoon, from 7 to 12 it is as it stands, unless a part of the day says otherwise.
    func timeOfDay(_ phrase: TimePhrase) -> (time: LocalTime, days: Int)? {
        guard let clock = phrase.clock else { return phrase.part.map { ($0.time, 0) } }
        let (hour, minute) = (clock.hour, clock.minute)
        if hour == 24 { return (LocalTime(0), 1) }
        guard clock.isBare else { return (LocalTime(hour, minute), phrase.part == .night && hour < 5 ? 1 : 0) }
        switch phrase.part {
        case .morning: return (LocalTime(hour % 12, minute), 0)
        case .afternoon: return (LocalTime(hour % 12 + 12, minute), 0)
        case .evening, .night:
            if hour == 12 { return (LocalTime(0, minute), 1) }
            return phrase.part == .night && hour < 5 ? (LocalTime(hour, minute), 1) : (LocalTime(hour + 12, minute), 0)
        case nil: return (LocalTime(hour < 7 ? hour + 12 : hour, minute), 0)
        }
    }

    /// The first occurrence of what repeats.
    func placeFirst(_ recurrence: Recurrence, for use: Use, in details: Details) throws(Unclear) -> (day: LocalDate, instant: Int64) {
        var phrase = details.time
        phrase.part = phrase.part ?? details.recurrence?.part
        if phrase.delay != nil || phrase.instant != nil {
            throw Unclear("When should it be for the first time?", completing: sentence(without: details.timeIndices))
        }
        let (time, shift) = timeOfDay(phrase) ?? (use == .due ? .endOfDay : .reminder, 0)
        let start = max(phrase.day?.date ?? clock.today, clock.today)
        // The rarest that can be said, 29 February, comes again within eight years.
        for ahead in 0...3000 {
            let day = start.adding(days: ahead)
            guard recurrence.contains(day) else { continue }
            let instant = clock.instant(day.adding(days: shift), time)
            guard instant > clock.now else { continue }
            if case .until(let last) = recurrence.end, last < day {
                throw Unclear("That would end before it begins. When should it be?", completing: sentence(without: details.timeIndices))
            }
            return (day, instant)
        }
        throw Unclear("There is no such day. When should it be?", completing: sentence(without: details.timeIndices))
    }

    func future(_ instant: Int64, in details: Details) throws(Unclear) -> Int64 {
        if instant > ZoneClock.lastInstant {
            throw Unclear("That is too far away. When should it be?", completing: sentence(without: details.timeIndices))
        }
        guard instant > clock.now else {
            let (date, time) = clock.local(instant)
            throw Unclear(
                "\(date.spoken), \(time) is in the past. When should it be?",
                completing: sentence(without: details.timeIndices)
            )
        }
        return instant
    }

    private func passedToday(_ phrase: TimePhrase, in details: Details) -> Unclear {
        let time = timeOfDay(phrase)?.time ?? .endOfDay
        let part = phrase.part.map { " \($0)" } ?? ""
        // "today at 8", said at ten: this evening, or the next morning?
        if let clock = phrase.clock, clock.isBare, phrase.part == nil, time.hour < 12 {
            let later = LocalTime(time.hour + 12, time.minute)
            if self.clock.instant(self.clock.today, later) > self.clock.now {
                let rest = sentence(without: details.timeIndices)
                return Unclear(
                    "Do you mean 1) today at \(later), or 2) tomorrow at \(time)?",
                    proposing: ["\(rest) today at \(later)", "\(rest) tomorrow at \(time)"]
                )
            }
        }
        return Unclear(
            "\(time) has passed today. Do you mean tomorrow?",
            proposing: ["\(sentence(without: details.dayIndices)) tomorrow\(part)"]
        )
    }

    private func missingTime(_ details: Details) -> Unclear {
        Unclear("At what time?", completing: sentence(without: []))
    }
}
