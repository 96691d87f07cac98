import Reminders

/// A time of day in which a user does not want to be disturbed, by the clock on their wall.
public struct QuietHours: Sendable, Hashable {
    /// Minutes since midnight, from 0 to 1439. The first minute is quiet.
    public var from: Int
    /// The first minute that is not. Before `from` when it is on the next day; never the same.
    public var to: Int

    public init(from: Int, to: Int) {
        self.from = from
        self.to = to
    }

    /// When the quiet ends that reigns at `now`: the first instant at which the wall clock is outside the range. Nil when it is not quiet.
    ///
    /// Where clocks are put forward over the end, that is the instant of the change. Where they are put back over it, it is the first time
    /// that the clock shows the end, and if it then shows the quiet minutes once more, they are quiet again.
    func end(at now: Timestamp, in zone: LocalZone) -> Timestamp? {
        let local = now.milliseconds + zone.offset(at: now)
        guard contains(Self.minute(ofDay: local)) else { return nil }
        let midnight = local - Self.modulo(local, Self.day)
        let isTomorrow = from > to && Self.minute(ofDay: local) >= from
        let wall = midnight + Int64(to) * 60_000 + (isTomorrow ? Self.day : 0)
        // The offsets a day before and after surround any change near by.
        let offsets = [wall - Self.day, wall + Self.day].map { zone.offset(at: Timestamp(milliseconds: $0)) }
        let instants = offsets.map { Timestamp(milliseconds: wall - $0) }
        let shown = instants.filter { $0 > now && $0.milliseconds + zone.offset(at: $0) == wall }
        if let end = shown.min() { return end }
        // The clock never shows the end: it is put forward over it.
        return Self.change(of: zone, between: min(instants[0], instants[1]), and: max(instants[0], instants[1]))
    }

    func contains(_ minute: Int) -> Bool {
        from < to ? (from..<to).contains(minute) : minute >= from || minute < to
    }

    /// The first instant with the later offset.
    private static func change(of zone: LocalZone, between first: Timestamp, and last: Timestamp) -> Timestamp {
        var (before, after) = (first.milliseconds, last.milliseconds)
        let later = zone.offset(at: last)
        while before < after {
            let middle = before + (after - before) / 2
            if zone.offset(at: Timestamp(milliseconds: middle)) == later { after = middle } else { before = middle + 1 }
        }
        return Timestamp(milliseconds: after)
    }

    private static let day: Int64 = 86_400_000

    private static func minute(ofDay local: Int64) -> Int { Int(modulo(local, day) / 60_000) }

    private static func modulo(_ value: Int64, _ divisor: Int64) -> Int64 { (value % divisor + divisor) % divisor }
}
