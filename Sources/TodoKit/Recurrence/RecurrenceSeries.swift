public import Reminders

/// The occurrences of a rule from where it began, in a time zone.
///
/// The series ends with COUNT or UNTIL, or where nothing comes for 100 years: no rule, however it was made up, keeps anybody looking
/// for longer than that.
public struct RecurrenceSeries: Sendable {
    /// One occurrence.
    public struct Occurrence: Hashable, Sendable {
        public var instant: Timestamp
        /// The time by the rule, which the clock may pass over on that day.
        public var civil: CivilTime
    }

    public let rule: RecurrenceRule
    public let zone: TaskZone
    /// The rule's own start, or else the one given.
    public let start: CivilTime

    /// - Parameter anchor: where the series begins when the rule does not say: the time at which the task is due.
    public init(_ rule: RecurrenceRule, anchor: Timestamp, zone: TaskZone) {
        self.rule = rule
        self.zone = zone
        start = rule.start ?? zone.civil(at: anchor)
    }

    /// The first occurrence after the instant; nil when the series has ended.
    public func first(after instant: Timestamp) -> Occurrence? {
        occurrences(after: instant, limit: 1).first
    }

    /// The occurrences after an instant, in order.
    ///
    /// - Parameters:
    ///   - end: the last instant to look at.
    ///   - limit: how many to return at most.
    public func occurrences(after instant: Timestamp, through end: Timestamp = .distantFuture, limit: Int) -> [Occurrence] {
        // An occurrence is never two days away from where its local time says, so most need not be looked up in the zone.
        let (first, last) = (instant.milliseconds - 2 * CivilTime.dayLength, end.milliseconds + 2 * CivilTime.dayLength)
        var result: [Occurrence] = []
        for civil in CivilOccurrences(self, from: CivilTime(milliseconds: first), through: CivilTime(milliseconds: last)) {
            if civil.milliseconds < first { continue }
            guard result.count < limit, civil.milliseconds <= last else { break }
            let occurrence = Occurrence(instant: zone.instant(of: civil), civil: civil)
            if occurrence.instant > end { break }
            // Two may be one instant, when one of them lies where the clock is put forward.
            guard occurrence.instant > instant, occurrence.instant != result.last?.instant, !isExcluded(occurrence) else { continue }
            result.append(occurrence)
        }
        return result
    }

    /// The last occurrences between two instants, the first excluded and the second included, in order and `limit` at most.
    public func last(_ limit: Int, after start: Timestamp, through end: Timestamp) -> [Occurrence] {
        // Looks back further and further, since there may be very many.
        var reach: Int64 = 40 * CivilTime.dayLength
        while true {
            let from = Timestamp(milliseconds: max(start.milliseconds, end.milliseconds - reach))
            let found = occurrences(after: from, through: end, limit: .max)
            if found.count >= limit || from <= start { return found.suffix(limit) }
            reach *= 8
        }
    }

    private func isExcluded(_ occurrence: Occurrence) -> Bool {
        rule.exceptions.contains { $0.matches(occurrence.civil) { occurrence.instant } }
    }

    /// How many times the rule has come up before the instant, exceptions included.
    func count(before instant: Timestamp) -> Int {
        CivilOccurrences(self, from: start).prefix { zone.instant(of: $0) < instant }.count
    }
}
