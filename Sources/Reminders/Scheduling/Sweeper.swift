import CoreMetrics
import Logging
public import ServiceLifecycle
import Synchronization

/// Fires what falls due in the ledger: the fallback while the Jobs API is not trusted, and the safety net behind it.
///
/// It knows the next due time and sleeps until then; an earlier reminder wakes it, and so does every tick of the cron
/// binding. Any number of replicas may sweep at once, since claiming is atomic.
public final class Sweeper: Service {
    struct Configuration: Sendable {
        /// How long the Jobs API is left to fire what it has.
        var jobsGrace: Duration = .seconds(2)
        /// A job this late is looked into.
        var lateJob: Duration = .milliseconds(150)
        var lease: Duration = .seconds(4)
        /// Claims in one round.
        var batchSize = 500
        /// Batches being fired at once.
        var concurrency = 6
        /// The longest sleep: other replicas may die without telling what they accepted.
        var longestSleep: Duration = .seconds(1)
        var errorPause: Duration = .milliseconds(250)
    }

    private struct State {
        /// When the loop is going to look next.
        var planned = Timestamp.distantFuture
        var pause = PublishPause()
        var lastTick: Timestamp?
        var ledgerFailures = 0
        /// Probes in a row that found one topic only, and made way.
        var hidden = 0
    }

    private static let mostRounds = 20

    private let store: any ReminderStore
    private let dispatcher: Dispatcher
    private let mode: ModeController
    private let clock: any WallClock
    private let configuration: Configuration
    private let metrics: EngineMetrics
    private let logger: Logger
    private let alarm = Alarm()
    private let gate: Gate
    private let state = Mutex(State())
    private let inFlight = TaskCount()

    init(
        store: any ReminderStore,
        dispatcher: Dispatcher,
        mode: ModeController,
        clock: any WallClock,
        configuration: Configuration,
        metrics: EngineMetrics,
        logger: Logger
    ) {
        self.store = store
        self.dispatcher = dispatcher
        self.mode = mode
        self.clock = clock
        self.configuration = configuration
        self.metrics = metrics
        self.logger = logger
        gate = Gate(configuration.concurrency)
        mode.onChange { [alarm] _ in alarm.ring() }
    }

    /// When the cron binding last ticked.
    public var lastTick: Timestamp? { state.withLock(\.lastTick) }

    /// Sweeps until graceful shutdown, then waits for what is being fired.
    public func run() async {
        await Loop(clock: clock, alarm: alarm) { [self] in
            // Until there is a new plan, everything that is accepted rings: the round under way may have looked before.
            state.withLock { $0.planned = .distantFuture }
            let next = await sweep()
            state.withLock { $0.planned = next }
            return next
        }.run()
        await inFlight.allDone()
    }

    /// Something due at this time is in the ledger, and the loop may not know.
    func accepted(due: Timestamp) {
        if state.withLock({ due < $0.planned }) { alarm.ring() }
    }

    /// A tick of the cron binding: drives the same function as the loop, in case that only the tick is left.
    public func tick() async {
        state.withLock { $0.lastTick = clock.now }
        for _ in 0..<Self.mostRounds {
            // As much as may be fired at once is being fired already.
            guard gate.hasRoom, await sweep() <= clock.now else { return }
        }
    }

    /// One round: claims what is due, and starts to fire it.
    ///
    /// - Returns: when to sweep again; at once when there is more.
    private func sweep() async -> Timestamp {
        guard clock.isSettled else { return clock.now + configuration.errorPause }
        await gate.enter()
        // Read now: it may have been a long wait, and the leases begin here.
        let now = clock.now
        let pause = state.withLock(\.pause)
        guard now >= pause.until else {
            gate.leave()
            return pause.until
        }
        let grace = mode.status.effective == .jobs ? configuration.jobsGrace : .zero
        let window = DueWindow(now: now, jobsGrace: grace, limit: configuration.batchSize, leaseEnds: now + configuration.lease)
        let batch: ClaimedBatch
        do {
            batch = try await store.claimDue(window)
            noteLedger(failure: nil)
        } catch {
            gate.leave()
            noteLedger(failure: error)
            return now + configuration.errorPause
        }
        if let late = batch.oldestLateJob, grace > .zero { lookInto(lateJobDue: late, now: now) }
        metrics.recovered.increment(by: batch.claims.count { $0.isRecovered })
        let isFull = batch.claims.count >= window.limit
        guard pause.isProbing, !batch.claims.isEmpty else {
            start(batch.claims)
            return isFull ? clock.now : wakeUp(after: batch, now: now, grace: grace)
        }
        // What becomes of these few decides how to go on.
        let report = await fire(batch.claims, probe: Dispatcher.Probe(isFull: isFull))
        return probed(report) ? clock.now : max(state.withLock(\.pause.until), clock.now + configuration.errorPause)
    }

    private func start(_ claims: [Claim]) {
        guard !claims.isEmpty else { return gate.leave() }
        inFlight.start { [self] in
            let report = await fire(claims)
            let pause = state.withLock(\.pause)
            if let retryAt = report.retryAt { accepted(due: max(retryAt, pause.until)) }
        }
    }

    /// Fires, lets the next one in, and takes note of how it went.
    private func fire(_ claims: [Claim], probe: Dispatcher.Probe? = nil) async -> DispatchReport {
        let report = await dispatcher.fire(claims, by: .sweeper, probe: probe)
        gate.leave()
        state.withLock { $0.pause.observe(report, now: clock.now, policy: dispatcher.configuration.policy) }
        return report
    }

    /// Whether a probe leaves reason to look again at once: it got through, or it made way for what may be behind it.
    private func probed(_ report: DispatchReport) -> Bool {
        if report.published > 0 {
            state.withLock { $0.hidden = 0 }
            return true
        }
        return state.withLock { state in
            guard report.setAside > 0, state.hidden < Self.mostRounds else {
                state.hidden = 0
                return false
            }
            state.hidden += 1
            state.pause.lift()
            return true
        }
    }

    private func wakeUp(after batch: ClaimedBatch, now: Timestamp, grace: Duration) -> Timestamp {
        var next = min(batch.next ?? .distantFuture, now + configuration.longestSleep)
        if grace > .zero, let late = batch.oldestLateJob { next = min(next, max(late + configuration.lateJob, now + .milliseconds(20))) }
        return next
    }

    private func lookInto(lateJobDue due: Timestamp, now: Timestamp) {
        guard now - due >= configuration.lateJob else { return }
        inFlight.start { [mode] in await mode.suspect() }
    }

    private func noteLedger(failure: StoreError?) {
        let failures = state.withLock { state in
            defer { state.ledgerFailures = failure == nil ? 0 : state.ledgerFailures + 1 }
            return state.ledgerFailures
        }
        if let failure, failures == 0 {
            logger.error("The ledger can't be swept", metadata: ["error": "\(failure.message)", "code": "\(failure.code)"])
        } else if failure == nil, failures > 0 {
            logger.notice("The ledger is back", metadata: ["failed_sweeps": "\(failures)"])
        }
    }
}
