import Reminders

/// A date or a time as it stands in `UNTIL` and `EXDATE`.
enum RecurrenceValue: Hashable, Sendable {
    /// A whole day of the task's zone, in days since 1970-01-01.
    case day(Int64)
    /// On the wall clock of the task's zone.
    case local(CivilTime)
    case instant(Timestamp)

    /// - Parameters:
    ///   - civil: when the occurrence is by the rule.
    ///   - instant: the same as an instant; only asked for when it matters.
    func matches(_ civil: CivilTime, _ instant: () -> Timestamp) -> Bool {
        switch self {
        case .day(let day): civil.day == day
        // To the second, which is all that the text can say.
        case .local(let time): civil.milliseconds / 1000 == time.milliseconds / 1000
        case .instant(let wanted): instant().milliseconds / 1000 == wanted.milliseconds / 1000
        }
    }

    /// Whether the occurrence is after this one, taken as the last.
    func isExceeded(by civil: CivilTime, _ instant: () -> Timestamp) -> Bool {
        switch self {
        case .day(let day): civil.day > day
        case .local(let time): civil.milliseconds / 1000 > time.milliseconds / 1000
        case .instant(let last):
            // No zone is two days off: mostly there is no need to look.
            abs(civil.milliseconds - last.milliseconds) > 2 * CivilTime.dayLength
                ? civil.milliseconds > last.milliseconds
                : instant().milliseconds / 1000 > last.milliseconds / 1000
        }
    }
}

extension RecurrenceValue: CustomStringConvertible {
    var description: String {
        switch self {
        case .day(let day): String("\(CivilTime(day: day, timeOfDay: 0))".prefix(8))
        case .local(let time): "\(time)"
        case .instant(let instant): "\(CivilTime(milliseconds: instant.milliseconds))Z"
        }
    }
}
