import Reminders

/// The values that stand in a rule, as text in capitals.
enum RecurrenceText {
    static func number(_ text: Substring, _ part: StaticString, _ range: ClosedRange<Int64>) throws(RecurrenceError) -> Int64 {
        guard let value = digits(text) else { throw RecurrenceError(.malformed, "\(part) is a whole number.") }
        guard range.contains(value) else {
            throw RecurrenceError(.excessive, "\(part) is from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    /// A list in ascending order without repetitions.
    ///
    /// - Parameter signed: whether each value may also count from the end.
    static func list(
        _ text: Substring,
        _ part: StaticString,
        _ range: ClosedRange<Int64>,
        signed: Bool = false
    ) throws(RecurrenceError) -> [Int64] {
        var values: Set<Int64> = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let value = signedNumber(item, signed: signed), range.contains(abs(value)) else {
                throw RecurrenceError(
                    .malformed,
                    "\(part) is a list of numbers from \(range.lowerBound) to \(range.upperBound)\(signed ? ", or the same below zero" : "")."
                )
            }
            values.insert(value)
        }
        return values.sorted()
    }

    static func days(_ text: Substring) throws(RecurrenceError) -> [RecurrenceDay] {
        var days: [RecurrenceDay] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            var day = RecurrenceDay(weekday: try weekday(item.suffix(2)))
            if item.count > 2 {
                guard let ordinal = signedNumber(item.dropLast(2), signed: true), (1...53).contains(abs(ordinal)) else {
                    throw RecurrenceError(.malformed, "The number before a BYDAY is from 1 to 53, or the same below zero.")
                }
                day.ordinal = ordinal
            }
            if !days.contains(day) { days.append(day) }
        }
        return days
    }

    static func weekday(_ text: Substring) throws(RecurrenceError) -> Int64 {
        guard let index = RecurrenceDay.names.firstIndex(of: String(text)) else {
            throw RecurrenceError(.malformed, "Days are MO, TU, WE, TH, FR, SA and SU.")
        }
        return Int64(index)
    }

    static func values(_ text: Substring) throws(RecurrenceError) -> [RecurrenceValue] {
        var values: [RecurrenceValue] = []
        for item in text.split(separator: ",", omittingEmptySubsequences: false) { values.append(try value(item)) }
        return values
    }

    /// `20260131`, `20260131T090000` or `20260131T090000Z`.
    static func value(_ text: Substring) throws(RecurrenceError) -> RecurrenceValue {
        let failure = RecurrenceError(.malformed, "A date is written 20260131, a time 20260131T090000, or 20260131T090000Z in UTC.")
        let parts = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let written = parts.first, written.utf8.count == 8, let number = digits(written),
            let date = CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100), date.year >= 1900
        else { throw failure }
        guard parts.count == 2 else { return .day(date.daysSinceEpoch) }
        let isUTC = parts[1].last == "Z"
        let clock = isUTC ? parts[1].dropLast() : parts[1]
        guard clock.utf8.count == 6, let number = digits(clock) else { throw failure }
        let (hour, minute, second) = (number / 10_000, number / 100 % 100, number % 100)
        guard hour <= 23, minute <= 59, second <= 59 else { throw failure }
        let time = CivilTime(day: date.daysSinceEpoch, timeOfDay: ((hour * 60 + minute) * 60 + second) * 1000)
        return isUTC ? .instant(Timestamp(milliseconds: time.milliseconds)) : .local(time)
    }

    private static func signedNumber(_ text: Substring, signed: Bool) -> Int64? {
        guard signed, let sign = text.first, sign == "+" || sign == "-" else { return digits(text) }
        return digits(text.dropFirst()).map { sign == "-" ? -$0 : $0 }
    }

    /// Up to nine digits and nothing else.
    private static func digits(_ text: Substring) -> Int64? {
        guard (1...9).contains(text.utf8.count), text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
            return nil
        }
        return Int64(text)
    }
}
