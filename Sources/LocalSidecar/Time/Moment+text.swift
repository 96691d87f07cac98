extension Moment {
    /// Reads an RFC 3339 instant. The zone is mandatory and a fraction is kept to the nanosecond.
    init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard byte.isDigit else { return nil }
                value = value * 10 + Int(byte - 0x30)
            }
            return value
        }
        guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), bytes[10] == UInt8(ascii: "T"),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), (1...CivilTime.daysIn(month: month, year: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var index = 19
        var fraction: Int64 = 0
        if bytes[index] == UInt8(ascii: ".") {
            let digits = bytes[(index + 1)...].prefix { $0.isDigit }
            guard !digits.isEmpty else { return nil }
            for position in 0..<9 {
                fraction = fraction * 10 + (position < digits.count ? Int64(digits[digits.startIndex + position] - 0x30) : 0)
            }
            index += 1 + digits.count
        }
        guard let offset = Self.offset(bytes[index...]) else { return nil }
        let days = CivilTime.days(year: year, month: month, day: day)
        self.init(days: days, seconds: Int64(hour * 3600 + minute * 60 + second - offset), nanoseconds: fraction)
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int? {
        if bytes.elementsEqual("Z".utf8) { return 0 }
        let zone = Array(bytes)
        guard zone.count == 6, zone[3] == UInt8(ascii: ":"), zone[0] == UInt8(ascii: "+") || zone[0] == UInt8(ascii: "-"),
            [1, 2, 4, 5].allSatisfy({ zone[$0].isDigit })
        else { return nil }
        let hours = Int(zone[1] - 0x30) * 10 + Int(zone[2] - 0x30)
        let minutes = Int(zone[4] - 0x30) * 10 + Int(zone[5] - 0x30)
        guard hours < 24, minutes < 60 else { return nil }
        return (hours * 3600 + minutes * 60) * (zone[0] == UInt8(ascii: "-") ? -1 : 1)
    }

    /// RFC 3339 in UTC with whole seconds, as in the `time` of a CloudEvent.
    var rfc3339: String {
        let clock = CivilTime(self, offset: 0)
        return "\(pad(clock.year, 4))-\(pad(clock.month))-\(pad(clock.day))T\(pad(clock.hour)):\(pad(clock.minute)):\(pad(clock.second))Z"
    }

    /// Go's default rendering of a time in UTC, as the cron binding's `readTimeUTC` has it.
    var goText: String {
        let clock = CivilTime(self, offset: 0)
        return "\(pad(clock.year, 4))-\(pad(clock.month))-\(pad(clock.day)) "
            + "\(pad(clock.hour)):\(pad(clock.minute)):\(pad(clock.second)).\(pad(Int(fraction), 9)) +0000 UTC"
    }
}

private func pad(_ value: Int, _ width: Int = 2) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
