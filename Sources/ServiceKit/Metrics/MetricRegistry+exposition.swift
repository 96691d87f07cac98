import Synchronization

extension MetricRegistry {
    /// What `GET /metrics` answers with `exposition()`.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// All metrics in the text format 0.0.4, by name.
    public func exposition() -> String {
        // Gauges may take locks of their own when asked, so none is held here meanwhile.
        let state = state.withLock { $0 }
        var text = ""
        for (name, family) in state.families.sorted(by: { $0.key < $1.key }) {
            if let help = state.help[name] { text += "# HELP \(name) \(MetricName.escaped(help, quotes: false))\n" }
            text += "# TYPE \(name) \(family.kind.rawValue)\n"
            for (labels, series) in family.series.sorted(by: { $0.key < $1.key }) {
                switch series {
                case .counter(let counter): Self.append(name, labels, counter.value, to: &text)
                case .gauge(let gauge): Self.append(name, labels, gauge.value, to: &text)
                case .histogram(let histogram): Self.append(name, labels, histogram, to: &text)
                }
            }
        }
        return text
    }

    private static func append(_ name: String, _ labels: String, _ histogram: HistogramSeries, to text: inout String) {
        // The count is the sum of the buckets as read here, so that the two agree whatever is observed meanwhile.
        var count: UInt64 = 0
        let separator = labels.isEmpty ? "" : ","
        for (index, inBucket) in histogram.bucketCounts.enumerated() {
            count += inBucket
            let bound = index < histogram.bounds.count ? number(histogram.bounds[index]) : "+Inf"
            text += "\(name)_bucket{\(labels)\(separator)le=\"\(bound)\"} \(count)\n"
        }
        append("\(name)_sum", labels, histogram.sum, to: &text)
        append("\(name)_count", labels, Double(count), to: &text)
    }

    private static func append(_ name: String, _ labels: String, _ value: Double, to text: inout String) {
        text += labels.isEmpty ? "\(name) \(number(value))\n" : "\(name){\(labels)} \(number(value))\n"
    }

    private static func number(_ value: Double) -> String {
        if let whole = Int64(exactly: value) { return String(whole) }
        if value.isNaN { return "NaN" }
        return value.isInfinite ? (value > 0 ? "+Inf" : "-Inf") : value.description
    }
}
