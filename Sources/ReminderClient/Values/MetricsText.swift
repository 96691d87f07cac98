/// Samples of the Prometheus text format 0.0.4, as far as a summary needs them.
public struct MetricsText: Sendable {
    private var samples: [(name: Substring, labels: Substring, value: Double)] = []

    public init(_ text: String) {
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let blank = line.lastIndex(of: " "), let value = Double(line[line.index(after: blank)...]) else { continue }
            let series = line[..<blank]
            let name = series.prefix { $0 != "{" }
            samples.append((name, series.dropFirst(name.count), value))
        }
    }

    /// The sum over all series of a name that have the label, or over all of them; nil when there are none.
    ///
    /// - Parameter label: as it is written, `carrier="jobs"`.
    public func sum(_ name: String, label: String? = nil) -> Double? {
        let found = samples.filter { $0.name == name && (label.map($0.labels.contains) ?? true) }
        return found.isEmpty ? nil : found.reduce(0) { $0 + $1.value }
    }
}
