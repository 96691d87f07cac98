import Reminders

/// A date and a time of day on the wall clock of no zone in particular.
public struct CivilTime: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00, every day having 24 hours.
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    init(day: Int64, timeOfDay: Int64) {
        milliseconds = day * Self.dayLength + timeOfDay
    }

    static let dayLength: Int64 = 86_400_000

    /// Days since 1970-01-01.
    var day: Int64 { (milliseconds - timeOfDay) / Self.dayLength }

    /// Milliseconds since midnight.
    var timeOfDay: Int64 {
        let rest = milliseconds % Self.dayLength
        return rest < 0 ? rest + Self.dayLength : rest
    }

    var date: CivilDate { CivilDate(daysSinceEpoch: day) }
}

extension CivilTime: Comparable {
    public static func < (left: CivilTime, right: CivilTime) -> Bool { left.milliseconds < right.milliseconds }
}

extension CivilTime: CustomStringConvertible {
    /// The RFC 5545 form `20260131T090000`, milliseconds cut off.
    public var description: String {
        func digits(_ value: Int64, _ count: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let (date, second) = (date, timeOfDay / 1000)
        return digits(date.year, 4) + digits(date.month, 2) + digits(date.day, 2) + "T" + digits(second / 3600, 2)
            + digits(second / 60 % 60, 2) + digits(second % 60, 2)
    }
}
