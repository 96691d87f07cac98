import CoreMetrics
import Synchronization

/// One counter with one set of labels. Counting is one atomic addition.
final class CounterSeries: CounterHandler, FloatingPointCounterHandler {
    private let whole = Atomic<Int64>(0)
    private let fraction = AtomicDouble()

    func increment(by amount: Int64) {
        // A counter that goes down looks like a restart to Prometheus.
        if amount > 0 { whole.wrappingAdd(amount, ordering: .relaxed) }
    }

    func increment(by amount: Double) {
        if amount > 0 && amount.isFinite { fraction.add(amount) }
    }

    func reset() {
        whole.store(0, ordering: .relaxed)
        fraction.store(0)
    }

    var value: Double { Double(whole.load(ordering: .relaxed)) + fraction.load() }
}
