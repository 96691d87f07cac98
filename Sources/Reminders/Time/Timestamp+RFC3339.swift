extension Timestamp {
    /// Reads an RFC 3339 date-time. The zone is mandatory; fractions beyond the millisecond are rounded *up*, so that
    /// a reminder is never a fraction of a millisecond early. A leap second (`:60`) is read as the next second.
    ///
    /// - Returns: nil for anything else, including dates that do not exist.
    public init?(rfc3339 text: some StringProtocol) {
        var reader = DateTimeReader(text.utf8)
        guard let local = reader.dateTime(), let offset = reader.zone(), reader.isAtEnd else { return nil }
        let result = local - offset
        guard result >= 0, result <= Timestamp.distantFuture.milliseconds else { return nil }
        self.init(milliseconds: result)
    }

    /// The instant as RFC 3339 in UTC with milliseconds, such as `2026-01-01T09:00:00.250Z`.
    public var rfc3339: String {
        String(unsafeUninitializedCapacity: 24) { buffer in
            writeRFC3339(into: buffer)
            return 24
        }
    }

    /// Writes the 24 bytes of ``rfc3339``.
    func writeRFC3339(into buffer: UnsafeMutableBufferPointer<UInt8>) {
        let clamped = min(max(milliseconds, 0), Timestamp.distantFuture.milliseconds)
        let (seconds, millisecond) = clamped.quotientAndRemainder(dividingBy: 1000)
        let (days, secondOfDay) = seconds.quotientAndRemainder(dividingBy: 86_400)
        let date = CivilDate(daysSinceEpoch: days)
        func put(_ value: Int64, at start: Int, digits: Int) {
            var rest = value
            for index in stride(from: start + digits - 1, through: start, by: -1) {
                buffer[index] = UInt8(ascii: "0") + UInt8(rest % 10)
                rest /= 10
            }
        }
        put(date.year, at: 0, digits: 4)
        buffer[4] = UInt8(ascii: "-")
        put(date.month, at: 5, digits: 2)
        buffer[7] = UInt8(ascii: "-")
        put(date.day, at: 8, digits: 2)
        buffer[10] = UInt8(ascii: "T")
        put(secondOfDay / 3600, at: 11, digits: 2)
        buffer[13] = UInt8(ascii: ":")
        put(secondOfDay / 60 % 60, at: 14, digits: 2)
        buffer[16] = UInt8(ascii: ":")
        put(secondOfDay % 60, at: 17, digits: 2)
        buffer[19] = UInt8(ascii: ".")
        put(millisecond, at: 20, digits: 3)
        buffer[23] = UInt8(ascii: "Z")
    }
}

extension Timestamp: CustomStringConvertible {
    public var description: String { rfc3339 }
}
