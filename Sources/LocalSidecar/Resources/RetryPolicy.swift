/// A retry policy of a `Resiliency` resource.
struct RetryPolicy: Equatable, Sendable {
    var isExponential = false
    /// Constant distance of attempts.
    var interval = Span.seconds(5)
    /// Ceiling of the growing distance.
    var maxInterval = Span.seconds(60)
    /// Nil for ever.
    var maxRetries: Int?
    /// Status codes that are retried; nil for every failure.
    var retriedStatuses: [ClosedRange<Int>]?

    init() {}

    init(_ policy: YAMLValue, name: String) throws(ResourceError) {
        isExponential = policy["policy"]?.text == "exponential"
        if let text = policy["duration"]?.text {
            guard let span = Span(go: text) else { throw ResourceError("retry \(name): \(text) is no duration") }
            interval = span
        }
        if let text = policy["maxInterval"]?.text {
            guard let span = Span(go: text) else { throw ResourceError("retry \(name): \(text) is no duration") }
            maxInterval = span
        }
        if let retries = policy["maxRetries"]?.int, retries >= 0 { maxRetries = retries }
        if let text = policy["matching"]?["httpStatusCodes"]?.text, !text.isEmpty {
            var ranges: [ClosedRange<Int>] = []
            for part in text.split(separator: ",") {
                let ends = part.split(separator: "-").compactMap { Int($0.filter { $0 != " " }) }
                guard let low = ends.first, let high = ends.last, low <= high else {
                    throw ResourceError("retry \(name): \(part) is no status code")
                }
                ranges.append(low...high)
            }
            retriedStatuses = ranges
        }
    }

    /// The pause before retry `number` (1 is the first), or nil when there is none.
    ///
    /// An exponential pause starts at half a second and grows by half each time.
    func pause(beforeRetry number: Int, status: Int?) -> Span? {
        if let maxRetries, number > maxRetries { return nil }
        if let retriedStatuses, let status, !retriedStatuses.contains(where: { $0.contains(status) }) { return nil }
        guard isExponential else { return interval }
        var pause = Double(500_000_000)
        for _ in 1..<max(1, number) { pause = min(pause * 1.5, Double(maxInterval.nanoseconds)) }
        return Span(nanoseconds: Int64(pause))
    }
}
