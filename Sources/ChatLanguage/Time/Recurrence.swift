/// How often something comes back: the part of RFC 5545 that a sentence can say.
struct Recurrence: Hashable {
    enum Frequency: String { case daily = "DAILY", weekly = "WEEKLY", monthly = "MONTHLY", yearly = "YEARLY" }

    /// A weekday, 1 for Monday; with a place, such as the last of a month.
    struct Weekday: Hashable {
        var place: Int?
        var number: Int
    }

    enum End: Hashable {
        case count(Int)
        /// The last day.
        case until(LocalDate)
        /// So long from the first time on.
        case lasting(Span)
    }

    var frequency: Frequency
    var interval = 1
    var weekdays: [Weekday] = []
    var monthDays: [Int] = []
    var month: Int?
    var end: End?

    /// Whether it comes on this day, leaving the interval aside.
    func contains(_ date: LocalDate) -> Bool {
        if let month, date.month != month { return false }
        if !monthDays.isEmpty, !monthDays.contains(where: { $0 > 0 ? $0 == date.day : date.monthLength + 1 + $0 == date.day }) {
            return false
        }
        return weekdays.isEmpty || weekdays.contains { $0.number == date.weekday && isInPlace(date, $0.place) }
    }

    private func isInPlace(_ date: LocalDate, _ place: Int?) -> Bool {
        guard let place else { return true }
        return place > 0 ? (date.day - 1) / 7 + 1 == place : (date.monthLength - date.day) / 7 + 1 == -place
    }

    /// The RRULE.
    ///
    /// - Parameter first: the day of the first occurrence.
    func rule(first: LocalDate, clock: ZoneClock) -> String {
        var parts = ["FREQ=" + frequency.rawValue]
        if interval > 1 { parts.append("INTERVAL=\(interval)") }
        if let month { parts.append("BYMONTH=\(month)") }
        if !monthDays.isEmpty { parts.append("BYMONTHDAY=" + monthDays.map(String.init).joined(separator: ",")) }
        if !weekdays.isEmpty {
            let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
            parts.append("BYDAY=" + weekdays.map { ($0.place.map(String.init) ?? "") + names[$0.number - 1] }.joined(separator: ","))
        }
        switch end {
        case .count(let count): parts.append("COUNT=\(count)")
        case .until(let last): parts.append("UNTIL=" + clock.untilStamp(last))
        case .lasting(let span):
            parts.append("UNTIL=" + clock.untilStamp(first.adding(months: span.months).adding(days: span.days - 1)))
        case nil: break
        }
        return parts.joined(separator: ";")
    }
}

extension ZoneClock {
    /// The last second of a day, as RFC 5545 writes an instant of UTC.
    fileprivate func untilStamp(_ date: LocalDate) -> String {
        let seconds = instant(date, .endOfDay) / 1000 + 59
        let day = LocalDate(days: Int(seconds / 86_400))
        func digits(_ value: Int, _ count: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let time = Int(seconds % 86_400)
        return digits(day.year, 4) + digits(day.month, 2) + digits(day.day, 2) + "T" + digits(time / 3600, 2) + digits(time / 60 % 60, 2)
            + digits(time % 60, 2) + "Z"
    }
}
