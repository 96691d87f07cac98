import struct FoundationEssentials.Date
import struct FoundationEssentials.TimeZone

/// The present moment in the user's time zone, and the way between instants and what clocks show there.
///
/// Where the clocks change:
/// - a time that is skipped counts as if they had not yet changed, so it moves on by the length of the gap (RFC 5545 does the same);
/// - a time that comes twice means the first, or the second once the first is over.
struct ZoneClock: Sendable {
    let now: Int64
    private let zone: TimeZone

    /// Instants outside of the years 1970 to 9999 are moved to the nearest within, so that no sum can overflow.
    init(now: Int64, zone: TimeZone) {
        self.now = min(max(now, 0), Self.lastInstant)
        self.zone = zone
    }

    /// The end of the year 9999.
    static let lastInstant: Int64 = 253_402_300_799_000

    var today: LocalDate { local(now).date }

    /// What a clock shows at an instant.
    func local(_ instant: Int64) -> (date: LocalDate, time: LocalTime) {
        let shown = instant + offset(instant)
        let days = shown.quotient(flooringBy: 86_400_000)
        return (LocalDate(days: Int(days)), LocalTime(millisecondsOfDay: shown - days * 86_400_000))
    }

    /// The instant at which a clock shows this.
    func instant(_ date: LocalDate, _ time: LocalTime) -> Int64 {
        instant(shown: Int64(date.days) * 86_400_000 + time.milliseconds)
    }

    /// The first instant of a day.
    func start(of date: LocalDate) -> Int64 { instant(date, LocalTime(0)) }

    /// The next time a clock shows this.
    func next(_ time: LocalTime) -> Int64 {
        let instant = instant(today, time)
        return instant > now ? instant : self.instant(today.adding(days: 1), time)
    }

    /// An instant moved by a span: months and days first, by the calendar, then the exact part.
    func shifted(_ instant: Int64, by span: Span) -> Int64 {
        guard span.months != 0 || span.days != 0 else { return instant + span.milliseconds }
        let shown = instant + offset(instant)
        let day = shown.quotient(flooringBy: 86_400_000)
        let target = LocalDate(days: Int(day)).adding(months: span.months).adding(days: span.days)
        return self.instant(shown: Int64(target.days) * 86_400_000 + (shown - day * 86_400_000)) + span.milliseconds
    }

    private func instant(shown: Int64) -> Int64 {
        // A day before and a day after lie on either side of any change.
        let before = shown - offset(shown - 86_400_000)
        let after = shown - offset(shown + 86_400_000)
        let isBefore = before + offset(before) == shown
        let isAfter = after + offset(after) == shown
        switch (isBefore, isAfter) {
        case (true, true):
            let (first, second) = (min(before, after), max(before, after))
            return first > now || second <= now ? first : second
        case (false, true): return after
        case (true, false), (false, false): return before
        }
    }

    private func offset(_ instant: Int64) -> Int64 {
        let seconds = instant.quotient(flooringBy: 1000)
        return Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(seconds)))) * 1000
    }
}

extension Int64 {
    fileprivate func quotient(flooringBy divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
