extension Grammar {
    /// When the reminder of a task comes.
    func reminder(_ clause: ReminderClause, due: Int64?, _ details: Details) throws(Unclear) -> ReminderChange {
        switch clause {
        case .at(let phrase):
            if let due, phrase.isOnlyTime, let (time, days) = timeOfDay(phrase) {
                return .at(try ahead(clock.instant(clock.local(due).date.adding(days: days), time), details))
            }
            return .at(try place(phrase, for: .reminder, in: details))
        case .whenDue:
            let due = try known(due, details)
            guard details.time.isOnlyDay || (details.recurrence != nil && details.time.clock == nil) else { return .at(due) }
            return .at(try ahead(clock.instant(clock.local(due).date, .reminder), details))
        case .daysBefore(let days, let phrase):
            let date = clock.local(try known(due, details)).date.adding(days: -days)
            let (time, shift) = timeOfDay(phrase) ?? (.reminder, 0)
            return .at(try ahead(clock.instant(date.adding(days: shift), time), details))
        case .before(let span):
            return .offset(try offset(span, before: try known(due, details), details))
        }
    }

    /// Minutes between the reminder and the due time. Of a day without a time only whole days can be taken: the reminder comes at 9:00 then.
    private func offset(_ span: Span, before due: Int64, _ details: Details) throws(Unclear) -> Int {
        let isDayOnly =
            details.time.clock == nil && details.time.part == nil && details.time.delay == nil && details.recurrence?.part == nil
        var instant = clock.shifted(due, by: -span)
        if isDayOnly {
            guard span.isOfDays else { throw Unclear("At what time is it due?", completing: sentence(without: [])) }
            instant = clock.instant(clock.local(instant).date, .reminder)
        }
        _ = try ahead(instant, details)
        return try offsetMinutes(due - instant, details)
    }

    /// In whole minutes, as the task keeps it: from one minute to a year.
    func offsetMinutes(_ milliseconds: Int64, _ details: Details) throws(Unclear) -> Int {
        let minutes = max(1, (milliseconds + 59_999) / 60_000)
        guard minutes <= 525_600 else {
            throw Unclear(
                "A reminder can come a year ahead at most. When should it?",
                completing: sentence(without: details.reminderIndices) + " remind me",
                gap: .other
            )
        }
        return Int(minutes)
    }

    /// A reminder that would be over is asked for again; the rest of the sentence stays.
    private func ahead(_ instant: Int64, _ details: Details) throws(Unclear) -> Int64 {
        guard instant <= clock.now else { return instant }
        let (date, time) = clock.local(instant)
        throw Unclear(
            "The reminder would be on \(date.spoken), \(time), which is in the past. When should it come?",
            completing: sentence(without: details.reminderIndices) + " remind me",
            gap: .other
        )
    }

    private func known(_ due: Int64?, _ details: Details) throws(Unclear) -> Int64 {
        guard let due else { throw Unclear("When is it due?", completing: sentence(without: [])) }
        return due
    }
}
