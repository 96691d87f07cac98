import CoreMetrics
import Synchronization

/// One histogram with one set of labels. Observing is a short search and two atomic additions.
final class HistogramSeries: TimerHandler, RecorderHandler {
    /// How many buckets a histogram may have, without the last one that has no bound.
    static let maxBuckets = 31

    /// Ascending upper bounds, which belong to their buckets.
    let bounds: [Double]
    private let counts: InlineArray<32, Atomic<UInt64>>
    private let total = AtomicDouble()

    init(bounds: [Double]) {
        self.bounds = Array(bounds.prefix(Self.maxBuckets))
        counts = InlineArray { _ in Atomic(0) }
    }

    func record(_ value: Double) {
        guard !value.isNaN else { return }
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < value { low = middle + 1 } else { high = middle }
        }
        counts[low].wrappingAdd(1, ordering: .relaxed)
        total.add(value)
    }

    func record(_ value: Int64) { record(Double(value)) }

    /// Durations are kept in seconds, Prometheus's unit.
    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }

    /// How many observations are in each bucket, without those below; one more than there are bounds.
    var bucketCounts: [UInt64] { (0...bounds.count).map { counts[$0].load(ordering: .relaxed) } }

    var sum: Double { total.load() }
}
