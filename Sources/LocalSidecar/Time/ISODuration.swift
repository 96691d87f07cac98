/// An ISO 8601 duration with integers only, as Dapr's parser takes it: `PT30M`, `P1DT2H`.
///
/// Lax on purpose where Dapr is: a number without its unit counts for nothing (`PT5` is zero), because a job with
/// such a due time fires at once on Dapr 1.18.
struct ISODuration: Equatable {
    var years = 0
    var months = 0
    var days = 0
    var span = Span(nanoseconds: 0)

    init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count > 1, bytes[0] == UInt8(ascii: "P") else { return nil }
        var inTime = false
        var number: Int64?
        for byte in bytes.dropFirst() {
            if byte.isDigit {
                let (product, overflow) = (number ?? 0).multipliedReportingOverflow(by: 10)
                guard !overflow else { return nil }
                number = product + Int64(byte - 0x30)
                continue
            }
            if byte == UInt8(ascii: "T") {
                inTime = true
                continue
            }
            guard let value = number, value < 1_000_000_000, apply(byte, Int(value), inTime) else { return nil }
            number = nil
        }
    }

    private mutating func apply(_ unit: UInt8, _ value: Int, _ inTime: Bool) -> Bool {
        switch (unit, inTime) {
        case (UInt8(ascii: "Y"), false): years += value
        case (UInt8(ascii: "M"), false): months += value
        case (UInt8(ascii: "W"), false): days += 7 * value
        case (UInt8(ascii: "D"), false): days += value
        case (UInt8(ascii: "H"), true): span.nanoseconds += Int64(value) * 3_600_000_000_000
        case (UInt8(ascii: "M"), true): span.nanoseconds += Int64(value) * 60_000_000_000
        case (UInt8(ascii: "S"), true): span.nanoseconds += Int64(value) * 1_000_000_000
        default: return false
        }
        return true
    }

    /// Calendar units first, in UTC, then the clock part.
    func added(to start: Moment) -> Moment? {
        let clock = CivilTime(start, offset: 0)
        let monthIndex = clock.year * 12 + clock.month - 1 + years * 12 + months
        let base = CivilTime.days(year: monthIndex / 12, month: monthIndex % 12 + 1, day: clock.day) + Int64(days)
        let seconds = Int64(clock.hour) * 3600 + Int64(clock.minute) * 60 + Int64(clock.second)
        return Moment(days: base, seconds: seconds, nanoseconds: start.fraction).map { $0 + span }
    }
}
