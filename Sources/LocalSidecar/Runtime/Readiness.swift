import Synchronization

/// What `/v1.0/healthz` tells.
final class Readiness: Sendable {
    private let runtimeIsReady = Atomic<Bool>(false)
    private let scheduler: SchedulerLink

    init(scheduler: SchedulerLink) {
        self.scheduler = scheduler
    }

    /// The application has been seen and start-up is over. It stays so, whatever becomes of the application.
    func setReady() { runtimeIsReady.store(true, ordering: .releasing) }

    /// What is still missing, in Dapr's names; empty when the sidecar is ready.
    var missing: [String] {
        var missing: [String] = []
        if !runtimeIsReady.load(ordering: .acquiring) { missing.append("runtime") }
        // Only the first connection counts: a loss later on does not show.
        if !scheduler.isDisabled, !scheduler.wasReached { missing.append("scheduler-watch-hosts") }
        return missing
    }
}
