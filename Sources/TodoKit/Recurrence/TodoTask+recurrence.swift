public import Reminders

extension TodoTask {
    /// Where a series that this task begins starts: when it is due, or to be reminded of, or was made.
    public var recurrenceAnchor: Timestamp { dueAt ?? remindAt ?? createdAt }

    /// The task's recurrence, or nil when it has none.
    ///
    /// - Throws: when its rule is no good, which ``fieldErrors`` would have said.
    public func series() throws(RecurrenceError) -> RecurrenceSeries? {
        guard let recurrenceRule else { return nil }
        let rule = try RecurrenceRule(recurrenceRule)
        // A zone that this machine does not know any more has been one when the task was made; better an hour off than never.
        guard let zone = TaskZone(timeZone) ?? TaskZone("UTC") else { return nil }
        return RecurrenceSeries(rule, anchor: recurrenceAnchor, zone: zone)
    }

    /// Makes the rest of the series go on from wherever this task is going to be due.
    mutating func rebaseRecurrence() {
        guard let series = try? series(), series.rule.start != nil else { return }
        recurrenceRule = series.rule.rebased(from: recurrenceAnchor, zone: series.zone).text
    }

    /// What keeps the rule from being saved, or nil.
    var recurrenceComplaint: String? {
        do throws(RecurrenceError) {
            guard let series = try series() else { return nil }
            return series.isPossible ? nil : "The rule has no occurrence within 100 years."
        } catch {
            return error.message
        }
    }
}

extension RecurrenceSeries {
    /// Whether the rule comes up at all. The last task of a series that has ended still has its rule, so neither COUNT nor UNTIL matters.
    var isPossible: Bool {
        var rule = rule
        (rule.count, rule.until, rule.exceptions) = (nil, nil, [])
        let series = RecurrenceSeries(rule, anchor: zone.instant(of: start), zone: zone)
        return CivilOccurrences(series, from: start).first { _ in true } != nil
    }
}
