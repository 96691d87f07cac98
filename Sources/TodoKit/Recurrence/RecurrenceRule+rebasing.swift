public import Reminders

extension RecurrenceRule {
    /// The rule of the rest of the series, for a task that was moved away from where the series would have it: it begins wherever the
    /// task is due now, and comes up as many times as it still would have.
    ///
    /// - Parameter due: when the task was due before it was moved.
    public func rebased(from due: Timestamp, zone: TaskZone) -> RecurrenceRule {
        guard start != nil else { return self }
        var rule = self
        if let count { rule.count = Swift.max(1, count - RecurrenceSeries(self, anchor: due, zone: zone).count(before: due)) }
        rule.start = nil
        return rule
    }
}
