public import struct FoundationEssentials.TimeZone

/// How a due time changes. Some ways need the old one, which only the command layer knows: see `resolved`.
public enum DueChange: Sendable, Hashable, Codable {
    /// A day and a time were given.
    case at(Int64)
    /// Only a day was given: the time of day stays.
    case day(LocalDate)
    /// Only a time was given: the day stays.
    case time(LocalTime)
    /// "by two days": calendar days keep the time of day across a change of the clocks. Negative: earlier.
    case shift(months: Int, days: Int, milliseconds: Int64)
    case clear

    /// The new due time.
    ///
    /// - Parameters:
    ///   - current: the old one, if there is one.
    ///   - now: needed when there is no old day to keep: the next such time of day is taken.
    /// - Returns: `nil` when the task is due no more, or when there is nothing to shift.
    public func resolved(from current: Int64?, now: Int64, timeZone: TimeZone) -> Int64? {
        let clock = ZoneClock(now: now, zone: timeZone)
        switch self {
        case .at(let instant):
            return instant
        case .day(let date):
            return clock.instant(date, current.map { clock.local($0).time } ?? .endOfDay)
        case .time(let time):
            return current.map { clock.instant(clock.local($0).date, time) } ?? clock.next(time)
        case .shift(let months, let days, let milliseconds):
            guard let current else { return nil }
            return clock.shifted(current, by: Span(months: months, days: days, milliseconds: milliseconds))
        case .clear:
            return nil
        }
    }
}
