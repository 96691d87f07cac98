import CoreMetrics
import Logging
public import ServiceLifecycle

/// Forgets finished reminders when their retention ends, so that the ledger holds no key of them.
public final class Retention: Service {
    private let store: any ReminderStore
    private let clock: any WallClock
    private let metrics: EngineMetrics
    private let interval: Duration
    private static let batchSize = 500

    init(store: any ReminderStore, clock: any WallClock, interval: Duration = .seconds(5), metrics: EngineMetrics) {
        self.store = store
        self.clock = clock
        self.interval = interval
        self.metrics = metrics
    }

    public func run() async {
        await Loop(clock: clock) { [self] in await round() }.run()
    }

    func round() async -> Timestamp {
        let now = clock.now
        // The ledger being away is the sweeper's to report.
        let forgotten = (try? await store.forget(now: now, limit: Self.batchSize)) ?? 0
        metrics.forgotten.increment(by: forgotten)
        return forgotten < Self.batchSize ? now + interval : now
    }
}
