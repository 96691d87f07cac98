/// All series of one name.
struct MetricFamily: Sendable {
    enum Kind: String, Sendable {
        case counter, gauge, histogram
    }

    enum Series: Sendable {
        case counter(CounterSeries)
        case gauge(GaugeSeries)
        case histogram(HistogramSeries)
    }

    let kind: Kind
    /// By labels as they appear in the text: `carrier="jobs"`.
    private(set) var series: [String: Series] = [:]

    init(kind: Kind) {
        self.kind = kind
    }

    /// The series with these labels; made when it is new. Beyond `limit`, all new sets of labels share one series, whose label values
    /// are all `overflow`, so that an unforeseen label never eats the memory.
    mutating func find(_ labels: [(String, String)], limit: Int, make: () -> Series) -> Series {
        var key = Self.text(of: labels)
        if let known = series[key] { return known }
        if series.count >= limit && !labels.isEmpty {
            key = Self.text(of: labels.map { ($0.0, "overflow") })
            if let overflow = series[key] { return overflow }
        }
        let new = make()
        series[key] = new
        return new
    }

    mutating func remove(_ object: AnyObject) {
        series = series.filter { $1.object !== object }
    }

    /// Sorted, so that the order in which labels are given does not matter.
    private static func text(of labels: [(String, String)]) -> String {
        labels.map { (MetricName.label($0.0), $0.1) }.sorted { $0.0 < $1.0 }
            .map { "\($0.0)=\"\(MetricName.escaped($0.1, quotes: true))\"" }.joined(separator: ",")
    }
}

extension MetricFamily.Series {
    fileprivate var object: AnyObject {
        switch self {
        case .counter(let series): series
        case .gauge(let series): series
        case .histogram(let series): series
        }
    }
}
