/// What a text field may hold. Lengths are counted in Unicode scalars.
struct TextRule {
    var length: ClosedRange<Int>
    /// Refuses control characters and what does not print.
    var isPrintable = false

    static let userID = TextRule(length: 1...128, isPrintable: true)
    static let taskID = TextRule(length: 1...128, isPrintable: true)
    static let title = TextRule(length: 0...255)
    static let tag = TextRule(length: 1...50, isPrintable: true)

    /// What is wrong with the text, or nil.
    func complaint(about text: String) -> String? {
        var count = 0
        for scalar in text.unicodeScalars {
            count += 1
            if isPrintable, !Self.prints(scalar) { return "Only printable characters are allowed." }
        }
        guard length.contains(count) else {
            return count < length.lowerBound ? "It must not be empty." : "At most \(length.upperBound) characters are allowed."
        }
        return nil
    }

    private static func prints(_ scalar: Unicode.Scalar) -> Bool {
        // The common case without a look at the Unicode tables.
        if scalar.value < 0x7F { return scalar.value >= 0x20 }
        return switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
