import CoreMetrics
import Logging
public import ServiceLifecycle
import Synchronization
import Traces

/// Hands accepted reminders to the Jobs API, without delaying their acceptance: a bounded number at a time, what was
/// just accepted first, the rest from the ledger, soonest first.
///
/// Nothing here is needed for a reminder to fire. A reminder nearer than the lead time stays with the sweeper, and so
/// does everything while Jobs is not trusted.
public final class JobsHandoff: Service {
    struct Configuration: Sendable {
        /// Reminders due sooner than this are not handed over.
        var lead: Duration = .seconds(2)
        var concurrency = 48
        /// Reminders just accepted that are remembered; the ledger knows the others.
        var queueLimit = 2_000
        /// Between looks at the ledger when there is nothing to do.
        var idle: Duration = .seconds(1)
    }

    private enum Work: Sendable {
        case hand(Reminder)
        case withdraw(ReminderID)

        var id: ReminderID {
            switch self {
            case .hand(let reminder): reminder.id
            case .withdraw(let id): id
            }
        }
    }

    private struct State {
        var queue: [Work] = []
        var inFlight: Set<ReminderID> = []
        /// Event ids that Jobs took: what the ledger and the queue still offer may be older than that.
        var handed = RecentSet<String>(capacity: 4_000)

        func isDone(_ work: Work) -> Bool {
            if case .hand(let reminder) = work { handed.contains(reminder.eventID) } else { false }
        }
        /// The ledger may hold more than the queue.
        var hasBacklog = true
        var pace = HandoverPace()
        /// Where to go on in the ledger, when what is nearer could not be handed over.
        var scan: Timestamp?
        var ledger: (id: LedgerID, readAt: Timestamp)?
        /// What failed lately is left alone for a while.
        var pauses: [ReminderID: Pause] = [:]

        func isPaused(_ id: ReminderID, at now: Timestamp) -> Bool { pauses[id].map { now < $0.until } ?? false }

        mutating func failed(_ id: ReminderID, at now: Timestamp) {
            // Forgotten all at once, when there are very many: then they are simply tried again.
            if pauses.count > 10_000 { pauses.removeAll() }
            let failures = (pauses[id]?.failures ?? 0) + 1
            pauses[id] = Pause(failures: failures, until: now + .seconds(min(1 << min(failures - 1, 6), 60)))
        }
    }

    private struct Pause {
        var failures: Int
        var until: Timestamp
    }

    private static let pagesAtOnce = 8

    private let store: any ReminderStore
    private let carrier: any JobCarrier
    private let mode: ModeController
    private let clock: any WallClock
    private let configuration: Configuration
    private let metrics: EngineMetrics
    private let tracer: Tracer
    private let logger: Logger
    private let alarm = Alarm()
    private let gate: Gate
    private let tasks = TaskCount()
    private let state = Mutex(State())
    private let records: Batcher<Reminder, HandoverResult, StoreError>

    init(
        store: any ReminderStore,
        carrier: any JobCarrier,
        mode: ModeController,
        clock: any WallClock,
        configuration: Configuration,
        metrics: EngineMetrics,
        tracer: Tracer,
        logger: Logger
    ) {
        self.store = store
        self.carrier = carrier
        self.mode = mode
        self.clock = clock
        self.configuration = configuration
        self.metrics = metrics
        self.tracer = tracer
        self.logger = logger
        gate = Gate(configuration.concurrency)
        records = Batcher(limit: 200) { batch in
            do throws(StoreError) {
                return try await store.recordHandover(batch).map { .success($0) }
            } catch {
                return batch.map { _ in .failure(error) }
            }
        }
        mode.onChange { [alarm] _ in alarm.ring() }
    }

    /// These were just accepted.
    func offer(_ reminders: [Reminder]) {
        state.withLock { $0.pace.accepted(reminders.count, at: clock.now) }
        guard mode.status.effective == .jobs else { return state.withLock { $0.hasBacklog = true } }
        let nearest = clock.now + configuration.lead
        enqueue(reminders.lazy.filter { $0.due > nearest }.map(Work.hand))
    }

    /// These were cancelled while Jobs may have had them.
    func withdraw(_ ids: [ReminderID]) {
        enqueue(ids.lazy.map(Work.withdraw))
    }

    private func enqueue(_ work: some Sequence<Work>) {
        let isAdded = state.withLock { state in
            var isAdded = false
            for item in work {
                guard state.queue.count < configuration.queueLimit else {
                    state.hasBacklog = true
                    break
                }
                state.queue.append(item)
                isAdded = true
            }
            return isAdded
        }
        if isAdded { alarm.ring() }
    }

    public func run() async {
        await Loop(clock: clock, alarm: alarm) { [self] in await round() }.run()
        await tasks.allDone()
    }

    /// Starts some of what is queued, or fills the queue from the ledger.
    ///
    /// - Returns: when to go on; at once while there is work.
    func round() async -> Timestamp {
        let status = mode.status
        // Also where the operator insists on Jobs: it is the probe that finds out when calls succeed again.
        guard status.breaker.state == .closed else { return rest() }
        let isHanding = status.effective == .jobs
        guard state.withLock({ $0.pace.allowance(at: clock.now) }) > 0 else { return clock.now + HandoverPace.windowLength }
        var work = takeQueued(isHanding: isHanding)
        if work.isEmpty, await refill(isHanding: isHanding) { work = takeQueued(isHanding: isHanding) }
        guard !work.isEmpty else { return rest() }
        for item in work {
            await gate.enter()
            tasks.start { [self] in
                await carryOut(item)
                let hasMore = state.withLock { state in
                    state.inFlight.remove(item.id)
                    return !state.queue.isEmpty
                }
                gate.leave()
                if hasMore { alarm.ring() }
            }
        }
        return clock.now
    }

    private func rest() -> Timestamp {
        state.withLock { $0.hasBacklog = true }
        return clock.now + configuration.idle
    }

    private func takeQueued(isHanding: Bool) -> [Work] {
        state.withLock { state in
            // Work on a reminder that is being worked on waits its turn: the order decides what the job is in the end.
            var (taken, waiting): ([Work], [Work]) = ([], [])
            let most = min(configuration.concurrency * 4, state.pace.allowance(at: clock.now))
            for item in state.queue where !state.isDone(item) {
                // The ledger has it, for later.
                if case .hand = item, !isHanding { continue }
                if taken.count < most, state.inFlight.insert(item.id).inserted {
                    taken.append(item)
                } else {
                    waiting.append(item)
                }
            }
            state.queue = waiting
            state.pace.began(taken.count)
            return taken
        }
    }

    /// - Returns: whether anything was found that can be worked on now.
    private func refill(isHanding: Bool) async -> Bool {
        let (isWanted, busy, scan) = state.withLock { state in
            defer { state.hasBacklog = false }
            return (state.hasBacklog, state.inFlight.count, state.scan)
        }
        guard isWanted else { return false }
        guard let withdrawals = try? await store.withdrawals(limit: configuration.concurrency * 2 + busy) else { return false }
        if enlist(withdrawals.map(Work.withdraw)) { return true }
        guard isHanding else { return false }
        let nearest = clock.now + configuration.lead
        var after = scan.map { max($0, nearest) } ?? nearest
        let limit = configuration.concurrency * 4 + busy
        for _ in 0..<Self.pagesAtOnce {
            guard let page = try? await store.awaitingHandover(after: after, limit: limit) else { return false }
            if enlist(page.map(Work.hand)) { return true }
            guard page.count >= limit, let last = page.last else {
                state.withLock { $0.scan = nil }
                return false
            }
            // All of these were tried a moment ago, or are under way: what stands behind them has its turn too.
            after = last.due
        }
        state.withLock { ($0.scan, $0.hasBacklog) = (after, true) }
        return false
    }

    private func enlist(_ found: [Work]) -> Bool {
        let now = clock.now
        return state.withLock { state in
            let known = state.inFlight.union(state.queue.map(\.id))
            let fresh = found.filter { !known.contains($0.id) && !state.isDone($0) && !state.isPaused($0.id, at: now) }
            guard !fresh.isEmpty else { return false }
            state.queue += fresh
            state.hasBacklog = true
            return true
        }
    }

    private func carryOut(_ work: Work) async {
        switch work {
        case .hand(let reminder): await hand(reminder)
        case .withdraw(let id): await takeBack(id)
        }
    }

    private func hand(_ reminder: Reminder) async {
        guard reminder.due > clock.now + configuration.lead, mode.status.effective == .jobs else { return }
        let start = clock.now
        do {
            let ledger = try await ledgerID()
            try await tracer.span("hand to Jobs", kind: .client, under: reminder.trace) { () async throws(CarrierError) in
                try await carrier.hand(reminder, ledger: ledger)
            }
            mode.callSucceeded()
            metrics.handedOver.increment()
            metrics.handoverDuration.recordMilliseconds((clock.now - start).wholeMilliseconds)
            switch try await records.submit(reminder) {
            case .recorded:
                state.withLock { state in
                    state.handed.insert(reminder.eventID)
                    if !state.pauses.isEmpty { state.pauses[reminder.id] = nil }
                }
            case .gone: await takeBack(reminder.id)
            case .outdated: await handCurrent(reminder.id)
            }
        } catch let error as CarrierError {
            metrics.handoverFailed.increment()
            mode.callFailed(error)
            state.withLock { $0.failed(reminder.id, at: clock.now) }
            let metadata: Logger.Metadata = ["reminder_id": "\(reminder.id)", "error": "\(error.message)"]
            logger.debug("A reminder stays with the sweeper: Jobs did not take it", metadata: metadata)
        } catch {
            // The ledger is away: the job is there, and its trigger will find the reminder.
            logger.debug("A handover could not be recorded", metadata: ["reminder_id": "\(reminder.id)", "error": "\(error)"])
        }
    }

    /// Asked once a second: a mark that is older only lets a trigger be believed that need not be.
    private func ledgerID() async throws(StoreError) -> LedgerID {
        let now = clock.now
        if let known = state.withLock(\.ledger), now - known.readAt < .seconds(1) { return known.id }
        let id = try await store.ledgerID()
        state.withLock { $0.ledger = (id, now) }
        return id
    }

    /// The job just written is of an older generation than the ledger's: the newer one replaces it.
    private func handCurrent(_ id: ReminderID) async {
        guard let current = try? await store.fetch([id]).first ?? nil, current.state == .scheduled else { return }
        await hand(current)
    }

    private func takeBack(_ id: ReminderID) async {
        do throws(CarrierError) {
            try await carrier.withdraw(id)
            mode.callSucceeded()
        } catch {
            state.withLock { $0.failed(id, at: clock.now) }
            return mode.callFailed(error)
        }
        // Unconfirmed it stays in the ledger, and is withdrawn once more.
        try? await store.confirmWithdrawn([id])
    }
}
