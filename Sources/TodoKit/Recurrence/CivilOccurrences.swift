import Reminders

/// The occurrences of a series on the wall clock, in order, with exceptions.
struct CivilOccurrences: Sequence, IteratorProtocol {
    /// 100 years, in days.
    private static let horizon: Int64 = 36_525

    private let series: RecurrenceSeries
    private let periods: RecurrencePeriods
    private var period: Int64
    private var pending: ArraySlice<CivilTime> = []
    private var remaining: Int
    /// The day after which nothing is looked for.
    private let lastDay: Int64
    private var hasEnded = false

    /// - Parameters:
    ///   - origin: from where on they are wanted; there may be earlier ones as well.
    ///   - end: up to where they are wanted; there may be some later ones as well.
    init(_ series: RecurrenceSeries, from origin: CivilTime, through end: CivilTime? = nil) {
        self.series = series
        periods = RecurrencePeriods(series.rule, from: series.start)
        remaining = series.rule.count ?? .max
        // What is counted has to be counted from the start. Everything else may begin where it matters.
        period = series.rule.count == nil ? periods.period(at: origin.day) : 0
        lastDay = Swift.min(Swift.max(origin.day, series.start.day) + Self.horizon, end?.day ?? .max)
    }

    mutating func next() -> CivilTime? {
        while !hasEnded {
            while remaining > 0, let civil = pending.popFirst() {
                guard civil >= series.start else { continue }
                if let until = series.rule.until, until.isExceeded(by: civil, { series.zone.instant(of: civil) }) {
                    remaining = 0
                    break
                }
                remaining -= 1
                return civil
            }
            hasEnded = remaining == 0 || periods.firstDay(of: period) > lastDay
            if hasEnded { break }
            pending = periods.occurrences(in: period)[...]
            period += 1
        }
        return nil
    }
}
