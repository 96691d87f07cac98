import HTTPTypes
import Hummingbird
import NIOCore
import Reminders
import ServiceKit
import Synchronization

/// `/metrics`: what the engine counts, and how full the ledger is at this moment.
extension EngineAPI {
    func addMetrics(to router: Router<ServiceRequestContext>) {
        let latest = LatestCounts()
        let engine = engine
        func gauge(_ name: String, _ help: String, _ labels: [(String, String)] = [], _ read: @escaping @Sendable (LedgerCounts) -> Int) {
            metrics.gauge(name, help, labels: labels) { latest.value.map { Double(read($0)) } ?? .nan }
        }
        gauge("punctual_reminders_pending", "Reminders that wait, by who is to wake them.", [("carrier", "sweeper")]) { $0.sweeper }
        gauge("punctual_reminders_pending", "Reminders that wait, by who is to wake them.", [("carrier", "jobs")]) { $0.jobs }
        gauge("punctual_reminders_firing", "Reminders that are being published.") { $0.firing }
        gauge("punctual_reminders_dead", "Reminders that ran out of attempts.") { $0.dead }
        gauge("punctual_reminders_finished", "Fired and cancelled reminders that are still kept.") { $0.finished }
        gauge("punctual_withdrawals_pending", "Jobs of cancelled reminders that are still to be taken back.") { $0.withdrawals }
        metrics.gauge("punctual_oldest_overdue_seconds", "How long the longest overdue reminder has been waiting.") {
            guard let due = latest.value?.earliestDue else { return latest.value == nil ? .nan : 0 }
            return max(Double(engine.clock.now.milliseconds - due.milliseconds) / 1000, 0)
        }
        for mode in DeliveryMode.allCases {
            metrics.gauge("punctual_mode", "1 for the configured delivery mode.", labels: [("mode", mode.rawValue)]) {
                engine.mode.status.configured == mode ? 1 : 0
            }
        }
        metrics.gauge("punctual_fallback_active", "1 while the sweeper alone carries reminders.") {
            engine.mode.status.effective == .fallback ? 1 : 0
        }
        metrics.gauge("punctual_breaker_open", "1 while the Jobs API is not trusted.") { engine.mode.status.breaker.state == .open ? 1 : 0 }
        metrics.gauge("punctual_last_tick_age_seconds", "Since the cron binding last ticked; not a number before the first tick.") {
            engine.sweeper.lastTick.map { Double(engine.clock.now.milliseconds - $0.milliseconds) / 1000 } ?? .nan
        }
        router.get("/metrics") { [metrics] _, _ in
            latest.value = try? await engine.store.counts()
            return Response(
                status: .ok,
                headers: [.contentType: MetricRegistry.contentType],
                body: ResponseBody(byteBuffer: ByteBuffer(string: metrics.exposition()))
            )
        }
    }
}

/// The counts that gauges show, read once for a scrape.
private final class LatestCounts: Sendable {
    private let state = Mutex<LedgerCounts?>(nil)

    var value: LedgerCounts? {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
