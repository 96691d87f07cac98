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
    }

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

    /// Starts what is queued, or fills the queue from the ledger.
    func round() async -> Timestamp {
        guard mode.status.effective == .jobs else { return clock.now + configuration.idle }
        while mode.status.effective == .jobs {
            let work = takeQueued()
            if work.isEmpty, await !refill() { break }
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
        }
        state.withLock { $0.hasBacklog = true }
        return clock.now + configuration.idle
    }

    private func takeQueued() -> [Work] {
        state.withLock { state in
            // Work on a reminder that is being worked on waits its turn: the order decides what the job is in the end.
            var (taken, waiting): ([Work], [Work]) = ([], [])
            for item in state.queue where !state.isDone(item) {
                if state.inFlight.insert(item.id).inserted { taken.append(item) } else { waiting.append(item) }
            }
            state.queue = waiting
            return taken
        }
    }

    /// - Returns: whether anything was found.
    private func refill() async -> Bool {
        let (isWanted, busy) = state.withLock { state in
            defer { state.hasBacklog = false }
            return (state.hasBacklog, state.inFlight.count)
        }
        guard isWanted else { return false }
        let nearest = clock.now + configuration.lead
        guard let withdrawals = try? await store.withdrawals(limit: configuration.concurrency * 2 + busy),
            let waiting = try? await store.awaitingHandover(after: nearest, limit: configuration.concurrency * 4 + busy)
        else { return false }
        return state.withLock { state in
            let known = state.inFlight.union(state.queue.map(\.id))
            let found = withdrawals.map(Work.withdraw) + waiting.map(Work.hand)
            let fresh = found.filter { !known.contains($0.id) && !state.isDone($0) }
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
            let ledger = try await store.ledgerID()
            try await tracer.span("hand to Jobs", kind: .client, under: reminder.trace) { () async throws(CarrierError) in
                try await carrier.hand(reminder, ledger: ledger)
            }
            mode.callSucceeded()
            metrics.handedOver.increment()
            metrics.handoverDuration.recordMilliseconds((clock.now - start).wholeMilliseconds)
            switch try await records.submit(reminder) {
            case .recorded: state.withLock { $0.handed.insert(reminder.eventID) }
            case .gone: await takeBack(reminder.id)
            case .outdated: await handCurrent(reminder.id)
            }
        } catch let error as CarrierError {
            metrics.handoverFailed.increment()
            mode.callFailed(error)
            let metadata: Logger.Metadata = ["reminder_id": "\(reminder.id)", "error": "\(error.message)"]
            logger.debug("A reminder stays with the sweeper: Jobs did not take it", metadata: metadata)
        } catch {
            // The ledger is away: the job is there, and its trigger will find the reminder.
            logger.debug("A handover could not be recorded", metadata: ["reminder_id": "\(reminder.id)", "error": "\(error)"])
        }
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
            return mode.callFailed(error)
        }
        // Unconfirmed it stays in the ledger, and is withdrawn once more.
        try? await store.confirmWithdrawn([id])
    }
}
