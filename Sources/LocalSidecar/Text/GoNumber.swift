/// Numbers as Go's encoding/json and protojson write a float64.
enum GoNumber {
    /// The shortest text that reads back as the same double: plain between 1e-6 and 1e21, with an exponent beyond.
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "null" }
        if let integer = Int(exactly: value), integer.magnitude < 1 << 53, integer != 0 { return String(integer) }
        if value == 0 { return value.sign == .minus ? "-0" : "0" }
        let (negative, digits, point) = decimal(value)
        let sign = negative ? "-" : ""
        let magnitude = abs(value)
        if magnitude < 1e-6 || magnitude >= 1e21 {
            let exponent = point - 1
            let rest = digits.dropFirst()
            return sign + String(digits.prefix(1)) + (rest.isEmpty ? "" : "." + rest) + (exponent < 0 ? "e-" : "e+")
                + (abs(exponent) < 10 && exponent > 0 ? "0" : "") + String(abs(exponent))
        }
        if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        if point >= digits.count { return sign + digits + String(repeating: "0", count: point - digits.count) }
        return sign + digits.prefix(point) + "." + digits.dropFirst(point)
    }

    /// The shortest digits of a double and where its decimal point stands, from Swift's own shortest rendering.
    private static func decimal(_ value: Double) -> (negative: Bool, digits: String, point: Int) {
        var text = value.description
        let negative = text.hasPrefix("-")
        if negative { text.removeFirst() }
        var exponent = 0
        if let mark = text.firstIndex(of: "e") {
            exponent = Int(text[text.index(after: mark)...]) ?? 0
            text = String(text[..<mark])
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let whole = String(parts[0])
        let fraction = parts.count > 1 && parts[1] != "0" ? String(parts[1]) : ""
        var digits = whole + fraction
        var point = whole.count + exponent
        let leading = digits.prefix { $0 == "0" }.count
        if leading > 0, leading < digits.count {
            digits.removeFirst(leading)
            point -= leading
        }
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        return (negative, digits, point)
    }
}
