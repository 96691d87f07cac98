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

    /// Whether any day of that month is taken.
    func takesMonth(of day: CalendarDay) -> Bool {
        months.isEmpty || months.contains(day.date.month)
    }

    /// Whether a day of a month that is taken is taken.
    func takes(_ day: CalendarDay) -> Bool {
        let (dayOfMonth, length) = (day.date.day, day.monthLength)
        if let clampedDay, dayOfMonth != min(clampedDay, length) { return false }
        if !monthDays.isEmpty, !monthDays.contains(dayOfMonth), !monthDays.contains(dayOfMonth - length - 1) { return false }
        let indexInYear = day.day - day.firstOfYear
        if !yearDays.isEmpty, !yearDays.contains(indexInYear + 1), !yearDays.contains(indexInYear - day.yearLength) { return false }
        if !weekNumbers.isEmpty, !takesWeek(of: day.day, in: day.date.year) { return false }
        return days.isEmpty || takesWeekday(of: day)
    }

    private func takesWeekday(of day: CalendarDay) -> Bool {
        let weekday = RecurrenceDay.weekday(of: day.day)
        let (index, length) = countsInYear ? (day.day - day.firstOfYear, day.yearLength) : (day.date.day - 1, day.monthLength)
        for wanted in days where wanted.weekday == weekday {
            guard let ordinal = wanted.ordinal else { return true }
            if ordinal > 0 ? index / 7 + 1 == ordinal : (length - 1 - index) / 7 + 1 == -ordinal { return true }
        }
        return false
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
        let fourth = CalendarDay.firstDay(of: year) + 3
        return fourth - (RecurrenceDay.weekday(of: fourth) - weekStart + 7) % 7
    }
}
