/// Numbers as people read them.
enum Figure {
    static func median(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        guard !sorted.isEmpty else { return .nan }
        return sorted.count % 2 == 1 ? sorted[sorted.count / 2] : (sorted[sorted.count / 2 - 1] + sorted[sorted.count / 2]) / 2
    }

    /// Three significant digits or more, thousands apart.
    static func text(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        let digits = value.magnitude >= 100 || value == value.rounded() ? 0 : value.magnitude >= 10 ? 1 : value.magnitude >= 1 ? 2 : 4
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let whole = Int((value * scale).rounded())
        let (high, low) = (whole.magnitude / UInt(scale), whole.magnitude % UInt(scale))
        var integer = String(high)
        var position = integer.count - 3
        while position > 0 {
            integer.insert(",", at: integer.index(integer.startIndex, offsetBy: position))
            position -= 3
        }
        let fraction = String(low)
        let padded = digits == 0 ? "" : "." + String(repeating: "0", count: digits - fraction.count) + fraction
        return (whole < 0 ? "-" : "") + integer + padded
    }

    static func list(_ figures: [(name: String, value: Double)]) -> String {
        figures.map { "\($0.name) \(text($0.value))" }.joined(separator: ", ")
    }
}
