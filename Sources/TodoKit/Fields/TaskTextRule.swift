/// What a text field of a task may hold. Lengths are counted in Unicode scalars.
struct TaskTextRule {
    var length: ClosedRange<Int>
    /// Whether line breaks and tabs are allowed. Other control characters never are.
    var allowsLines = false
    /// Characters that mean something where the text is used.
    var excluded: Set<Unicode.Scalar> = []

    static let title = TaskTextRule(length: 1...255)
    static let description = TaskTextRule(length: 0...2000, allowsLines: true)
    /// No comma: lists are asked for with `tags=a,b`.
    static let tag = TaskTextRule(length: 1...50, excluded: [","])
    static let userID = TaskTextRule(length: 1...128)

    /// What is wrong with the text, or nil.
    func complaint(about text: String) -> String? {
        var (count, isBlank) = (0, true)
        for scalar in text.unicodeScalars {
            count += 1
            if !scalar.properties.isWhitespace { isBlank = false }
            if excluded.contains(scalar) { return "'\(scalar)' is not allowed." }
            if isControl(scalar) { return "Control characters are not allowed." }
        }
        if length.lowerBound > 0, isBlank { return "It must not be empty." }
        return count > length.upperBound ? "At most \(length.upperBound) characters are allowed." : nil
    }

    private func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control: !(allowsLines && ["\n", "\r", "\t"].contains(scalar))
        case .lineSeparator, .paragraphSeparator: !allowsLines
        case .surrogate, .unassigned: true
        default: false
        }
    }
}
