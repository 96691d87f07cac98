import CoreMetrics

/// One gauge with one set of labels: what was set last, or what a closure says at the time of asking.
final class GaugeSeries: MeterHandler, RecorderHandler {
    private let stored = AtomicDouble()
    private let read: (@Sendable () -> Double)?

    init(read: (@Sendable () -> Double)? = nil) {
        self.read = read
    }

    func set(_ value: Int64) { stored.store(Double(value)) }
    func set(_ value: Double) { stored.store(value) }
    func increment(by amount: Double) { stored.add(amount) }
    func decrement(by amount: Double) { stored.add(-amount) }
    func record(_ value: Int64) { stored.store(Double(value)) }
    func record(_ value: Double) { stored.store(value) }

    var value: Double { read?() ?? stored.load() }
}
