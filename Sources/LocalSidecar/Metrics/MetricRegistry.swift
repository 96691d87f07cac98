import Synchronization

/// Counters and histograms by name and labels, in Prometheus' text format 0.0.4.
final class MetricRegistry: Sendable {
    private enum Series {
        case counter(MetricCounter)
        case gauge(@Sendable () -> Int)
        case histogram(MetricHistogram)
    }

    private struct State {
        /// By name, then by the text of the labels.
        var families: [String: [String: Series]] = [:]
    }

    private let state = Mutex(State())

    /// The counter of these labels, made when it is asked for the first time. Keep it: the look-up costs a lock and a dictionary.
    func counter(_ name: String, _ labels: [(String, String)]) -> MetricCounter {
        let key = Self.text(labels)
        return state.withLock { state in
            if case .counter(let counter)? = state.families[name]?[key] { return counter }
            let counter = MetricCounter()
            state.families[name, default: [:]][key] = .counter(counter)
            return counter
        }
    }

    func histogram(_ name: String, _ labels: [(String, String)], bounds: [Double]) -> MetricHistogram {
        let key = Self.text(labels)
        return state.withLock { state in
            if case .histogram(let histogram)? = state.families[name]?[key] { return histogram }
            let histogram = MetricHistogram(bounds: bounds)
            state.families[name, default: [:]][key] = .histogram(histogram)
            return histogram
        }
    }

    func gauge(_ name: String, _ labels: [(String, String)], _ read: @escaping @Sendable () -> Int) {
        let key = Self.text(labels)
        state.withLock { $0.families[name, default: [:]][key] = .gauge(read) }
    }

    var exposition: String {
        let families = state.withLock { $0.families }
        var output = ""
        for (name, series) in families.sorted(by: { $0.key < $1.key }) {
            guard let first = series.values.first else { continue }
            output += "# HELP \(name) \(name)\n# TYPE \(name) \(Self.type(first))\n"
            for (labels, series) in series.sorted(by: { $0.key < $1.key }) {
                switch series {
                case .counter(let counter): output += "\(name){\(labels)} \(counter.value)\n"
                case .gauge(let read): output += "\(name){\(labels)} \(read())\n"
                case .histogram(let histogram): Self.append(histogram, name, labels, to: &output)
                }
            }
        }
        return output
    }

    private static func type(_ series: Series) -> String {
        switch series {
        case .counter: "counter"
        case .gauge: "gauge"
        case .histogram: "histogram"
        }
    }

    private static func append(_ histogram: MetricHistogram, _ name: String, _ labels: String, to output: inout String) {
        let contents = histogram.snapshot
        var total = 0
        for (bound, count) in zip(histogram.bounds, contents.counts) {
            total += count
            output += "\(name)_bucket{\(labels),le=\"\(GoNumber.text(bound))\"} \(total)\n"
        }
        output += "\(name)_bucket{\(labels),le=\"+Inf\"} \(contents.count)\n"
        output += "\(name)_sum{\(labels)} \(GoNumber.text(contents.sum))\n\(name)_count{\(labels)} \(contents.count)\n"
    }

    /// Labels in alphabetical order, as daprd writes them.
    private static func text(_ labels: [(String, String)]) -> String {
        labels.sorted { $0.0 < $1.0 }.map { "\($0.0)=\"\(escaped($0.1))\"" }.joined(separator: ",")
    }

    private static func escaped(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\n") }) else {
            return value
        }
        var result = ""
        for character in value {
            switch character {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
        return result
    }
}
