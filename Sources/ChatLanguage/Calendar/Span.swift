/// A length of time. Months and days follow the calendar; milliseconds are exact.
struct Span: Sendable, Hashable {
    var months = 0
    var days = 0
    var milliseconds: Int64 = 0

    /// Only whole days: "in three days" names a day and not a time.
    var isOfDays: Bool { milliseconds == 0 }
    var isZero: Bool { months == 0 && days == 0 && milliseconds == 0 }

    /// A day counted as 24 hours; `nil` when months make the length uncertain.
    var exactMilliseconds: Int64? { months == 0 ? Int64(days) * 86_400_000 + milliseconds : nil }

    static func + (a: Span, b: Span) -> Span {
        Span(months: a.months + b.months, days: a.days + b.days, milliseconds: a.milliseconds + b.milliseconds)
    }

    static prefix func - (a: Span) -> Span { Span(months: -a.months, days: -a.days, milliseconds: -a.milliseconds) }
}
