public import CoreMetrics

/// The engine's counters and durations. Labels come from closed sets only: carriers, codes, never a reminder or user.
public struct EngineMetrics: Sendable {
    let acceptedByLedger: Counter
    let acceptedByJobs: Counter
    let cancelled: Counter
    let handedOver: Counter
    let handoverFailed: Counter
    let recovered: Counter
    let leasesLost: Counter
    let died: Counter
    let forgotten: Counter
    private let firedByJobs: Counter
    private let firedBySweeper: Counter
    private let publishUnavailable: Counter
    private let publishRefused: Counter
    private let lagOfJobs: Timer
    private let lagOfSweeper: Timer
    let handoverDuration: Timer

    public init(factory: any MetricsFactory = MetricsSystem.factory) {
        func counter(_ label: String, _ dimensions: [(String, String)] = []) -> Counter {
            Counter(label: label, dimensions: dimensions, factory: factory)
        }
        func timer(_ label: String, _ dimensions: [(String, String)] = []) -> Timer {
            Timer(label: label, dimensions: dimensions, preferredDisplayUnit: .seconds, factory: factory)
        }
        acceptedByLedger = counter("punctual_reminders_accepted_total", [("by", "ledger")])
        acceptedByJobs = counter("punctual_reminders_accepted_total", [("by", "jobs")])
        cancelled = counter("punctual_reminders_cancelled_total")
        handedOver = counter("punctual_jobs_handovers_total", [("result", "taken")])
        handoverFailed = counter("punctual_jobs_handovers_total", [("result", "failed")])
        recovered = counter("punctual_claims_recovered_total")
        leasesLost = counter("punctual_leases_lost_total")
        died = counter("punctual_reminders_died_total")
        forgotten = counter("punctual_reminders_forgotten_total")
        firedByJobs = counter("punctual_reminders_fired_total", [("carrier", "jobs")])
        firedBySweeper = counter("punctual_reminders_fired_total", [("carrier", "sweeper")])
        publishUnavailable = counter("punctual_publish_failures_total", [("code", "unavailable")])
        publishRefused = counter("punctual_publish_failures_total", [("code", "refused")])
        lagOfJobs = timer("punctual_fire_lag_seconds", [("carrier", "jobs")])
        lagOfSweeper = timer("punctual_fire_lag_seconds", [("carrier", "sweeper")])
        handoverDuration = timer("punctual_jobs_handover_seconds")
    }

    func fired(_ event: ReminderEvent) {
        let isJob = event.reminder.carrier == .jobs
        (isJob ? firedByJobs : firedBySweeper).increment()
        (isJob ? lagOfJobs : lagOfSweeper).recordMilliseconds(event.reminder.lag ?? 0)
    }

    func publishFailed(_ failure: PublishFailure) {
        (failure.code == .unavailable ? publishUnavailable : publishRefused).increment()
    }
}
