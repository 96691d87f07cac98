import Reminders

/// Whether a day is one that a rule takes.
struct RecurrenceDayFilter {
    private var months: [Int64]
    private let monthDays: [Int64]
    private let yearDays: [Int64]
    private let weekNumbers: [Int64]
    private var days: [RecurrenceDay]
    private let weekStart: Int64
    /// Whether `2MO` is the second Monday of the year, and not of the month.
    private let countsInYear: Bool
    /// The day of the month, or the last of a shorter one.
    private var clampedDay: Int64?

    /// Fills in from the start what the rule does not say.
    init(_ rule: RecurrenceRule, from start: CivilTime) {
        var implied: [Int64] = []
        months = rule.months
        days = rule.days
        clampedDay = nil
        if rule.days.isEmpty, rule.monthDays.isEmpty, rule.yearDays.isEmpty {
            let date = start.date
            if !rule.weekNumbers.isEmpty || rule.frequency == .weekly {
                days = [RecurrenceDay(weekday: RecurrenceDay.weekday(of: start.day))]
            } else if rule.frequency != .daily {
                if rule.frequency == .yearly, months.isEmpty { months = [date.month] }
                if rule.isWord { clampedDay = date.day } else { implied = [date.day] }
            }
        }
        monthDays = rule.monthDays + implied
        yearDays = rule.yearDays
        weekNumbers = rule.weekNumbers
        weekStart = rule.weekStart
        countsInYear = rule.frequency == .yearly && rule.months.isEmpty
    }

    func takes(_ day: Int64) -> Bool {
        let date = CivilDate(daysSinceEpoch: day)
        if !months.isEmpty, !months.contains(date.month) { return false }
        let monthLength = CivilDate.days(in: date.month, of: date.year)
        if let clampedDay, date.day != min(clampedDay, monthLength) { return false }
        if !monthDays.isEmpty, !monthDays.contains(date.day), !monthDays.contains(date.day - monthLength - 1) { return false }
        let needsYear = !yearDays.isEmpty || !weekNumbers.isEmpty || countsInYear
        let year = needsYear ? Year(of: date.year) : nil
        if let year, !yearDays.isEmpty {
            let number = day - year.first + 1
            if !yearDays.contains(number), !yearDays.contains(number - year.length - 1) { return false }
        }
        if !weekNumbers.isEmpty, !takesWeek(of: day, in: date.year) { return false }
        guard !days.isEmpty else { return true }
        let weekday = RecurrenceDay.weekday(of: day)
        var (index, length) = (date.day - 1, monthLength)
        if countsInYear, let year { (index, length) = (day - year.first, year.length) }
        return days.contains { wanted in
            guard wanted.weekday == weekday else { return false }
            guard let ordinal = wanted.ordinal else { return true }
            return ordinal > 0 ? index / 7 + 1 == ordinal : (length - 1 - index) / 7 + 1 == -ordinal
        }
    }

    private struct Year {
        let first: Int64
        let length: Int64

        init(of year: Int64) {
            length = CivilDate.days(in: 2, of: year) + 337
            first = CivilDate(year: year, month: 1, day: 1)?.daysSinceEpoch ?? 0
        }
    }

    /// Weeks belong to the year that has four of their days or more (RFC 5545, section 3.3.10).
    private func takesWeek(of day: Int64, in year: Int64) -> Bool {
        let (this, next) = (firstWeek(of: year), firstWeek(of: year + 1))
        let (first, end) =
            day < this ? (firstWeek(of: year - 1), this) : day < next ? (this, next) : (next, firstWeek(of: year + 2))
        let number = (day - first) / 7 + 1
        return weekNumbers.contains(number) || weekNumbers.contains(number - (end - first) / 7 - 1)
    }

    /// The first day of the week that has 4 January.
    private func firstWeek(of year: Int64) -> Int64 {
        let fourth = Year(of: year).first + 3
        return fourth - (RecurrenceDay.weekday(of: fourth) - weekStart + 7) % 7
    }
}
