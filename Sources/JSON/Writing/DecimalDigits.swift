/// A finite double as its shortest decimal digits and a power of ten.
struct DecimalDigits {
    let isNegative: Bool
    /// ASCII, without zeros at either end; "0" for zero.
    let digits: [UInt8]
    /// Where the decimal point is: 0.`digits` × 10^point.
    let point: Int

    init(_ value: Double) {
        isNegative = value.sign == .minus
        var digits: [UInt8] = []
        var point: Int?
        // The standard library finds the shortest digits; only its layout is another one: 0.001, 1e-05, 1.5e+16.
        let text = value.magnitude.description
        let parts = text.split(separator: "e")
        for byte in parts[0].utf8 {
            if byte == UInt8(ascii: ".") { point = digits.count } else { digits.append(byte) }
        }
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        var position = (point ?? digits.count) + exponent
        while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        while digits.count > 1, digits.first == UInt8(ascii: "0") {
            digits.removeFirst()
            position -= 1
        }
        self.digits = digits
        self.point = digits == [UInt8(ascii: "0")] ? 1 : position
    }

    func append(to bytes: inout [UInt8]) {
        if isNegative { bytes.append(UInt8(ascii: "-")) }
        switch point {
        case digits.count...21:
            bytes.append(contentsOf: digits)
            appendZeros(point - digits.count, to: &bytes)
        case 1..<max(digits.count, 1):
            bytes.append(contentsOf: digits[..<point])
            bytes.append(UInt8(ascii: "."))
            bytes.append(contentsOf: digits[point...])
        case -5...0:
            bytes.append(contentsOf: "0.".utf8)
            appendZeros(-point, to: &bytes)
            bytes.append(contentsOf: digits)
        default:
            bytes.append(digits[0])
            if digits.count > 1 {
                bytes.append(UInt8(ascii: "."))
                bytes.append(contentsOf: digits[1...])
            }
            bytes.append(contentsOf: "e\(point > 0 ? "+" : "")\(point - 1)".utf8)
        }
    }

    private func appendZeros(_ count: Int, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: count))
    }
}
