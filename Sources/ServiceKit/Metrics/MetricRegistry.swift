import CoreMetrics
import Synchronization

/// Keeps all metrics of this process and writes them in the text format of Prometheus.
///
/// It is a factory for swift-metrics, through which all rooms make their metrics (`MetricsSystem.bootstrap(registry)`):
/// a `Counter` becomes a counter (`_total`), a `Timer` a histogram in seconds (`_seconds`), a `Recorder` a histogram, and a `Gauge` or `Meter`
/// a gauge. Making a metric takes a lock; using it takes none.
public final class MetricRegistry: Sendable {
    /// Half a millisecond to a minute: for lags and for calls to Redis and the sidecar alike.
    public static let durationBuckets: [Double] = [
        0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60,
    ]

    /// For what comes in numbers: batch sizes, bytes.
    public static let amountBuckets: [Double] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 100_000, 1_000_000]

    struct State: Sendable {
        var families: [String: MetricFamily] = [:]
        var help: [String: String] = [:]
        var buckets: [String: [Double]] = [:]
    }

    let state = Mutex(State())
    private let maxSeries: Int

    /// - Parameter maxSeries: how many sets of labels one name may have before the rest share one series.
    public init(maxSeries: Int = 200) {
        self.maxSeries = maxSeries
    }

    /// Says what a metric means, and which buckets it has if it is a histogram (31 at most). Best before its first use: what exists keeps its buckets.
    ///
    /// - Parameter name: the name as exposed, with its suffix.
    public func describe(_ name: String, _ help: String, buckets: [Double]? = nil) {
        state.withLock { state in
            state.help[name] = help
            if let buckets { state.buckets[name] = buckets.sorted() }
        }
    }

    /// A gauge whose value is asked for each time the metrics are read. A second one of the same name and labels has no effect.
    public func gauge(_ name: String, _ help: String, labels: [(String, String)] = [], read: @escaping @Sendable () -> Double) {
        describe(MetricName.metric(name), help)
        _ = series(MetricName.metric(name), .gauge, labels) { _ in .gauge(GaugeSeries(read: read)) }
    }

    /// A counter that is kept elsewhere, asked for each time the metrics are read. A second one of the same name has no effect.
    func counter(_ name: String, _ help: String, read: @escaping @Sendable () -> Double) {
        describe(name, help)
        _ = series(name, .counter, []) { _ in .gauge(GaugeSeries(read: read)) }
    }

    /// Finds or makes a series. Of a name that is in use for another kind, the caller gets a series that is nowhere shown: a
    /// mistake in a metric must not stop a service.
    func series(
        _ name: String,
        _ kind: MetricFamily.Kind,
        _ labels: [(String, String)],
        make: @Sendable (_ buckets: [Double]?) -> MetricFamily.Series
    ) -> MetricFamily.Series {
        state.withLock { state in
            let buckets = state.buckets[name]
            var family = state.families[name] ?? MetricFamily(kind: kind)
            guard family.kind == kind else { return make(buckets) }
            let series = family.find(labels, limit: maxSeries) { make(buckets) }
            state.families[name] = family
            return series
        }
    }

    func remove(_ object: AnyObject) {
        state.withLock { state in
            for name in state.families.keys { state.families[name]?.remove(object) }
        }
    }
}
