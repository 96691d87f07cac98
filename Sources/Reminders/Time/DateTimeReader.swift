/// Reads the parts of an RFC 3339 date-time from ASCII bytes.
struct DateTimeReader<Bytes: Collection<UInt8>> {
    private let bytes: Bytes
    private var index: Bytes.Index

    init(_ bytes: Bytes) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    var isAtEnd: Bool { index == bytes.endIndex }

    /// Date and time of day, as milliseconds since the epoch of whatever zone they are meant in.
    mutating func dateTime() -> Int64? {
        guard let year = number(digits: 4), skip("-"), let month = number(digits: 2), skip("-"), let day = number(digits: 2),
            let date = CivilDate(year: year, month: month, day: day), skip("T") || skip("t") || skip(" "),
            let hour = number(digits: 2), skip(":"), let minute = number(digits: 2)
        else { return nil }
        // RFC 3339 demands seconds; local times that people write leave them out.
        var second: Int64 = 0
        if skip(":") {
            guard let written = number(digits: 2) else { return nil }
            second = written
        }
        guard hour <= 23, minute <= 59, second <= 60, let fraction = fraction() else { return nil }
        return ((date.daysSinceEpoch * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + fraction
    }

    /// The zone as an offset from UTC in milliseconds.
    mutating func zone() -> Int64? {
        if skip("Z") || skip("z") { return 0 }
        let sign: Int64
        if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
        guard let hour = number(digits: 2), skip(":"), let minute = number(digits: 2), hour <= 23, minute <= 59 else { return nil }
        return sign * (hour * 60 + minute) * 60_000
    }

    private mutating func fraction() -> Int64? {
        guard skip(".") else { return 0 }
        var (milliseconds, scale, digits, roundsUp) = (Int64(0), Int64(100), 0, false)
        while let digit = digit() {
            if scale > 0 { milliseconds += digit * scale } else if digit > 0 { roundsUp = true }
            scale /= 10
            digits += 1
        }
        return digits == 0 ? nil : milliseconds + (roundsUp ? 1 : 0)
    }

    private mutating func number(digits: Int) -> Int64? {
        var result: Int64 = 0
        for _ in 0..<digits {
            guard let digit = digit() else { return nil }
            result = result * 10 + digit
        }
        return result
    }

    private mutating func digit() -> Int64? {
        guard index < bytes.endIndex, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) else { return nil }
        defer { bytes.formIndex(after: &index) }
        return Int64(bytes[index] - UInt8(ascii: "0"))
    }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard index < bytes.endIndex, bytes[index] == UInt8(ascii: character) else { return false }
        bytes.formIndex(after: &index)
        return true
    }
}
