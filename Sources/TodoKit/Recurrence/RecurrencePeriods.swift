import Reminders

/// The periods of a rule (days, weeks, months or years, each `interval` of them after the last), and the occurrences in each.
///
/// RFC 5545 tells of parts that expand and parts that limit. Both come to the same as this: of the days of a period those are taken
/// that fit every part, at every time of day, and of these BYSETPOS chooses.
struct RecurrencePeriods {
    private let rule: RecurrenceRule
    private let start: CivilTime
    private let startDate: CivilDate
    private let filter: RecurrenceDayFilter
    /// Times of day in ascending order, in milliseconds.
    private let times: [Int64]

    /// - Parameter start: where the series begins. The parts that the rule leaves out are taken from it.
    init(_ rule: RecurrenceRule, from start: CivilTime) {
        self.rule = rule
        self.start = start
        startDate = start.date
        filter = RecurrenceDayFilter(rule, from: start)
        let minute = start.timeOfDay / 60_000
        let hours = rule.hours.isEmpty ? [minute / 60] : rule.hours
        let minutes = rule.minutes.isEmpty ? [minute % 60] : rule.minutes
        times = hours.flatMap { hour in minutes.map { (hour * 60 + $0) * 60_000 + start.timeOfDay % 60_000 } }
    }

    /// The occurrences of the period by number, in ascending order; also those before the start, which are none.
    func occurrences(in period: Int64) -> [CivilTime] {
        var result: [CivilTime] = []
        let days = days(of: period)
        var day = CalendarDay(days.lowerBound)
        while day.day < days.upperBound {
            guard filter.takesMonth(of: day) else {
                day.stepMonth()
                continue
            }
            if filter.takes(day) { for time in times { result.append(CivilTime(day: day.day, timeOfDay: time)) } }
            day.step()
        }
        guard !rule.positions.isEmpty else { return result }
        return result.enumerated().filter { index, _ in
            rule.positions.contains(Int64(index + 1)) || rule.positions.contains(Int64(index - result.count))
        }.map(\.element)
    }

    /// The first day of the period.
    func firstDay(of period: Int64) -> Int64 { days(of: period).lowerBound }

    /// The number of the last period that begins on the day or before it; 0 when that was before the start.
    func period(at day: Int64) -> Int64 {
        let date = CivilDate(daysSinceEpoch: day)
        let steps =
            switch rule.frequency {
            case .daily: day - start.day
            case .weekly: (day - firstDay(of: 0)) / 7
            case .monthly: (date.year - startDate.year) * 12 + date.month - startDate.month
            case .yearly: date.year - startDate.year
            }
        return max(0, steps) / rule.interval
    }

    private func days(of period: Int64) -> Range<Int64> {
        let step = period * rule.interval
        switch rule.frequency {
        case .daily: return start.day + step..<start.day + step + 1
        case .weekly:
            let first = start.day - (RecurrenceDay.weekday(of: start.day) - rule.weekStart + 7) % 7 + step * 7
            return first..<first + 7
        case .monthly:
            let month = startDate.year * 12 + startDate.month - 1 + step
            return firstDay(ofMonth: month)..<firstDay(ofMonth: month + 1)
        case .yearly:
            let month = (startDate.year + step) * 12
            return firstDay(ofMonth: month)..<firstDay(ofMonth: month + 12)
        }
    }

    /// - Parameter month: counted from January of the year 0.
    private func firstDay(ofMonth month: Int64) -> Int64 {
        CivilDate(year: month / 12, month: month % 12 + 1, day: 1)?.daysSinceEpoch ?? 0
    }
}
