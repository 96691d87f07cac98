/// A day of the week, or the nth one of it in a month or year: `MO`, `2TU`, `-1FR`.
struct RecurrenceDay: Hashable, Sendable {
    /// 0 for Monday to 6 for Sunday.
    var weekday: Int64
    /// Nil for each one; below zero counts from the end.
    var ordinal: Int64?

    static let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

    /// The weekday of a day since 1970-01-01, which was a Thursday.
    static func weekday(of day: Int64) -> Int64 {
        let rest = (day + 3) % 7
        return rest < 0 ? rest + 7 : rest
    }
}

extension RecurrenceDay: CustomStringConvertible {
    var description: String { (ordinal.map(String.init) ?? "") + Self.names[Int(weekday)] }
}
