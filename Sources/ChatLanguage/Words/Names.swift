/// The names of days, months and lengths of time.
enum Names {
    static let weekdays: [String: Int] = numbered([
        ["monday", "mon"], ["tuesday", "tue", "tues"], ["wednesday", "wed", "weds"], ["thursday", "thu", "thur", "thurs"],
        ["friday", "fri"],
        ["saturday", "sat"], ["sunday", "sun"],
    ])

    /// Also "mondays": only where something repeats.
    static let pluralWeekdays: [String: Int] = numbered([
        ["mondays"], ["tuesdays"], ["wednesdays"], ["thursdays"], ["fridays"], ["saturdays"], ["sundays"],
    ])

    static let months: [String: Int] = numbered([
        ["january", "jan"], ["february", "feb"], ["march", "mar"], ["april", "apr"], ["may"], ["june", "jun"], ["july", "jul"],
        ["august", "aug"], ["september", "sep", "sept"], ["october", "oct"], ["november", "nov"], ["december", "dec"],
    ])

    static let units: [String: Span] = [
        "second": second, "seconds": second, "sec": second, "secs": second, "s": second,
        "minute": minute, "minutes": minute, "min": minute, "mins": minute, "m": minute,
        "hour": hour, "hours": hour, "hr": hour, "hrs": hour, "h": hour,
        "day": Span(days: 1), "days": Span(days: 1), "d": Span(days: 1),
        "week": Span(days: 7), "weeks": Span(days: 7), "wk": Span(days: 7), "wks": Span(days: 7), "w": Span(days: 7),
        "fortnight": Span(days: 14), "fortnights": Span(days: 14),
        "month": Span(months: 1), "months": Span(months: 1),
        "year": Span(months: 12), "years": Span(months: 12), "yr": Span(months: 12), "yrs": Span(months: 12),
    ]

    static let weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ]

    private static let second = Span(milliseconds: 1000)
    private static let minute = Span(milliseconds: 60_000)
    private static let hour = Span(milliseconds: 3_600_000)

    private static func numbered(_ names: [[String]]) -> [String: Int] {
        var result: [String: Int] = [:]
        for (index, group) in names.enumerated() {
            for name in group { result[name] = index + 1 }
        }
        return result
    }
}

extension LocalDate {
    /// "Friday, 6 March 2026", for questions.
    var spoken: String { "\(Names.weekdayNames[weekday - 1]), \(day) \(Names.monthNames[month - 1]) \(year)" }
}
