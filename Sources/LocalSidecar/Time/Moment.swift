/// An instant in nanoseconds since 1970-01-01T00:00:00Z: the resolution of Dapr's job engine.
struct Moment: Hashable, Comparable, Sendable {
    var nanoseconds: Int64

    init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    /// Days, seconds of the day and nanoseconds; nil beyond the years 1678 to 2261 that 64 bits can hold.
    init?(days: Int64, seconds: Int64, nanoseconds: Int64) {
        let (whole, overflow) = (days * 86_400 + seconds).multipliedReportingOverflow(by: 1_000_000_000)
        let (sum, overflow2) = whole.addingReportingOverflow(nanoseconds)
        guard !overflow, !overflow2 else { return nil }
        self.nanoseconds = sum
    }

    /// Rounded up, so that an instant kept in microseconds (a Redis score is a double) never comes early.
    var microseconds: Int64 {
        let floor = seconds * 1_000_000
        let rest = nanoseconds - seconds * 1_000_000_000
        return floor + (rest + 999) / 1000
    }

    /// Whole seconds, rounded down.
    var seconds: Int64 {
        let quotient = nanoseconds / 1_000_000_000
        return nanoseconds % 1_000_000_000 < 0 ? quotient - 1 : quotient
    }

    /// The nanoseconds beyond `seconds`, 0 to 999,999,999.
    var fraction: Int64 { nanoseconds - seconds * 1_000_000_000 }

    static func < (left: Moment, right: Moment) -> Bool { left.nanoseconds < right.nanoseconds }

    /// Saturates at the ends of the range: `dueTime` may hold any Go duration.
    static func + (left: Moment, right: Span) -> Moment {
        let (sum, overflow) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
        return Moment(nanoseconds: overflow ? (right.nanoseconds > 0 ? .max : .min) : sum)
    }

    static func - (left: Moment, right: Moment) -> Span {
        let (difference, overflow) = left.nanoseconds.subtractingReportingOverflow(right.nanoseconds)
        return Span(nanoseconds: overflow ? (left > right ? .max : .min) : difference)
    }
}
