import Reminders

/// A day with its place in month and year, which is cheap to step from.
struct CalendarDay {
    /// Since 1970-01-01.
    private(set) var day: Int64
    private(set) var date: CivilDate
    private(set) var monthLength: Int64
    private(set) var firstOfYear: Int64
    private(set) var yearLength: Int64

    init(_ day: Int64) {
        self.day = day
        date = CivilDate(daysSinceEpoch: day)
        monthLength = CivilDate.days(in: date.month, of: date.year)
        firstOfYear = Self.firstDay(of: date.year)
        yearLength = Self.length(of: date.year)
    }

    /// Goes on to the next day.
    mutating func step() {
        day += 1
        date.day += 1
        if date.day > monthLength { beginMonth() }
    }

    /// Goes on to the first of the next month.
    mutating func stepMonth() {
        day += monthLength - date.day + 1
        beginMonth()
    }

    private mutating func beginMonth() {
        date.day = 1
        date.month += 1
        if date.month > 12 {
            date.month = 1
            date.year += 1
            firstOfYear = day
            yearLength = Self.length(of: date.year)
        }
        monthLength = CivilDate.days(in: date.month, of: date.year)
    }

    static func firstDay(of year: Int64) -> Int64 {
        CivilDate(year: year, month: 1, day: 1)?.daysSinceEpoch ?? 0
    }

    private static func length(of year: Int64) -> Int64 {
        CivilDate.days(in: 2, of: year) + 337
    }
}
