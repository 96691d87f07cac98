/// What happens when the callback of a job fails.
enum FailurePolicy: Equatable, Sendable {
    /// One attempt a tick.
    case drop
    /// Retry `n` of a tick is due at the tick's instant plus `n` intervals; nil retries means for ever.
    case constant(interval: Span?, maxRetries: Int?)

    /// What Dapr stores for a job that names none: four attempts, a second apart.
    static let standard = FailurePolicy.constant(interval: .seconds(1), maxRetries: 3)

    /// As it is read back.
    var value: GoValue {
        switch self {
        case .drop: return ["drop": .object(GoObject())]
        case .constant(let interval, let maxRetries):
            var object = GoObject()
            if let interval { object["interval"] = .string(ProtoDuration.text(interval)) }
            if let maxRetries { object["maxRetries"] = .integer(maxRetries) }
            return ["constant": .object(object)]
        }
    }
}

/// The JSON form of `google.protobuf.Duration`: seconds with an `s`.
enum ProtoDuration {
    static func parse(_ text: String) -> Span? {
        guard text.hasSuffix("s") else { return nil }
        var body = text.dropLast()
        let isNegative = body.first == "-"
        if isNegative { body = body.dropFirst() }
        let parts = body.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let whole = parts.first, !whole.isEmpty, whole.utf8.allSatisfy(\.isDigit), let seconds = Int64(whole),
            seconds <= 315_576_000_000
        else { return nil }
        var nanoseconds: Int64 = 0
        if parts.count == 2 {
            guard (1...9).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(\.isDigit) else { return nil }
            nanoseconds = Int64(parts[1] + String(repeating: "0", count: 9 - parts[1].utf8.count)) ?? 0
        }
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return Span(nanoseconds: isNegative ? .min + 1 : .max) }
        return Span(nanoseconds: (product + nanoseconds) * (isNegative ? -1 : 1))
    }

    /// Three, six or nine decimals, or none.
    static func text(_ span: Span) -> String {
        let magnitude = span.nanoseconds.magnitude
        var text = (span.nanoseconds < 0 ? "-" : "") + String(magnitude / 1_000_000_000)
        let rest = magnitude % 1_000_000_000
        if rest != 0 {
            let digits = String(String(1_000_000_000 + rest).dropFirst())
            text += "." + digits.prefix(rest % 1_000_000 == 0 ? 3 : rest % 1000 == 0 ? 6 : 9)
        }
        return text + "s"
    }
}
