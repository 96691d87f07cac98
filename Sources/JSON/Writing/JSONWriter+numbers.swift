extension JSONWriter {
    public mutating func int(_ value: Int) {
        separate()
        appendDigits(of: value)
        needsComma = true
    }

    /// The shortest digits that give the same double again, laid out as Go's encoding/json and ECMAScript do: integers without a
    /// fraction, an exponent from 1e21 on and below 1e-6. Infinity and NaN, for which JSON has no word, are written as null.
    public mutating func double(_ value: Double) {
        guard value.isFinite else { return null() }
        // Up to here, Int and Double are the same.
        if abs(value) <= 0x1p53, value == value.rounded(), !(value == 0 && value.sign == .minus) { return int(Int(value)) }
        separate()
        DecimalDigits(value).append(to: &bytes)
        needsComma = true
    }

    private mutating func appendDigits(of value: Int) {
        var magnitude = value.magnitude
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = 20
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(magnitude % 10)
                magnitude /= 10
            } while magnitude > 0
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[first..<20]))
        }
    }
}
