public import JSON

/// What the scheduler does when a callback fails.
public enum JobFailurePolicy: Sendable, Hashable {
    /// One attempt.
    case drop

    /// Another attempt after each interval, counted from the due time and not from now; without `maxRetries`, for ever.
    ///
    /// After an outage the retries of a job that is long overdue come back to back, so a limit can be used up within milliseconds.
    case constant(interval: Duration, maxRetries: Int? = nil)
}

extension JobFailurePolicy: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            switch self {
            case .drop:
                writer.member("drop", JSONObject())
            case .constant(let interval, let maxRetries):
                writer.key("constant")
                writer.object { writer in
                    writer.member("interval", Self.text(interval))
                    writer.member("maxRetries", ifPresent: maxRetries)
                }
            }
        }
    }

    /// Protobuf's form: seconds with up to nine decimals and an `s`; nothing else is understood.
    private static func text(_ interval: Duration) -> String {
        let (seconds, attoseconds) = interval.components
        let nanoseconds = attoseconds / 1_000_000_000
        guard nanoseconds != 0 else { return "\(seconds)s" }
        var fraction = String(nanoseconds)
        fraction = String(repeating: "0", count: 9 - fraction.count) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        return "\(seconds).\(fraction)s"
    }
}

extension JobFailurePolicy: JSONDecodable {
    public init(from reader: inout JSONReader) throws(JSONError) {
        var policy: JobFailurePolicy?
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "drop": policy = .drop
            case "constant":
                var interval = Duration.zero
                var maxRetries: Int?
                try reader.object { (key, reader) throws(JSONError) in
                    switch key {
                    case "interval": interval = try Self.interval(&reader)
                    case "maxRetries": maxRetries = try Int?(from: &reader)
                    default: break
                    }
                }
                policy = .constant(interval: interval, maxRetries: maxRetries)
            default: break
            }
        }
        guard let policy else { throw reader.error(.invalidValue, "neither drop nor constant") }
        self = policy
    }

    private static func interval(_ reader: inout JSONReader) throws(JSONError) -> Duration {
        let text = try reader.string()
        guard text.last == "s", let seconds = Double(text.dropLast()), seconds.isFinite, abs(seconds) < 1e9 else {
            throw reader.error(.invalidValue, "no number of seconds")
        }
        return .seconds(seconds)
    }
}
