public import Reminders

/// A task that the completion of a repeating one calls for.
public struct RecurrenceSuccessor: Hashable, Sendable {
    /// When it is due.
    public var occurrence: RecurrenceSeries.Occurrence
    /// The rule by which it leads on; nil for an occurrence that is only made up for.
    public var rule: String?
}

extension TodoTask {
    /// How many missed occurrences are made up for at most: the last ones.
    public static let mostMissed = 50

    /// What the completion of this task calls for: the next task of the series first, and before it in time, by
    /// ``MisfirePolicy/all``, those that were missed. Empty for a task that does not repeat, and at the end of a series.
    ///
    /// - By schedule, occurrences are those of the rule from where the series began, after this task's due time. The ones up to
    ///   the completion were missed; the policy says what becomes of them. All of them count for COUNT.
    /// - By completion, the rule begins anew on the day of completion, at the time of day at which the task was due, and none is missed.
    ///
    /// The rule is handed on as it is as long as the next due time says the rest. It gets a DTSTART when that would be lost: with
    /// COUNT, where the clock passed over the time, and where a month was too short for the day.
    ///
    /// - Throws: when the rule is no good.
    public func successors(completedAt completion: Timestamp) throws(RecurrenceError) -> [RecurrenceSuccessor] {
        guard let series = try series() else { return [] }
        let anchor = recurrenceAnchor
        guard recurrenceBasis == .schedule else { return restarted(series, at: completion).map { [$0] } ?? [] }

        func successor(_ occurrence: RecurrenceSeries.Occurrence?) -> [RecurrenceSuccessor] {
            occurrence.map { [RecurrenceSuccessor(occurrence: $0, rule: rule(after: $0, in: series))] } ?? []
        }
        let upcoming = successor(series.first(after: max(anchor, completion)))
        switch misfirePolicy {
        case .skip: return upcoming
        case .latest:
            let missed = series.last(1, after: anchor, through: completion)
            return missed.isEmpty ? upcoming : successor(missed.last)
        case .all:
            let missed = series.last(Self.mostMissed, after: anchor, through: completion)
            return upcoming + missed.map { RecurrenceSuccessor(occurrence: $0, rule: nil) }
        }
    }

    private func rule(after occurrence: RecurrenceSeries.Occurrence, in series: RecurrenceSeries) -> String? {
        guard series.rule.start == nil, series.rule.count != nil || series.loses(occurrence) else { return recurrenceRule }
        var rule = series.rule
        rule.start = series.start
        return rule.text
    }

    private func restarted(_ old: RecurrenceSeries, at completion: Timestamp) -> RecurrenceSuccessor? {
        var rule = old.rule
        if let count = rule.count {
            // This task was one of them.
            guard count > 1 else { return nil }
            rule.count = count - 1
        }
        let start = CivilTime(day: old.zone.civil(at: completion).day, timeOfDay: old.start.timeOfDay)
        let anchor = old.zone.instant(of: start)
        // The count is of tasks, not of what the rule would have come up with since the day of completion.
        var search = rule
        (search.start, search.count) = (start, nil)
        let series = RecurrenceSeries(search, anchor: anchor, zone: old.zone)
        guard let occurrence = series.first(after: max(anchor, completion)) else { return nil }
        rule.start = series.loses(occurrence) ? start : nil
        return RecurrenceSuccessor(occurrence: occurrence, rule: rule == old.rule ? recurrenceRule : rule.text)
    }
}

extension RecurrenceSeries {
    /// Whether a series that began at this occurrence would be another one, at another time of day or on another day of the month.
    func loses(_ occurrence: Occurrence) -> Bool {
        if zone.civil(at: occurrence.instant) != occurrence.civil { return true }
        guard rule.isWord, rule.frequency == .monthly || rule.frequency == .yearly else { return false }
        return occurrence.civil.date.day != start.date.day
    }
}
