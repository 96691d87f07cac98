import CoreMetrics
import Logging
import Synchronization

/// Takes reminders, and changes and cancels them: what callers of the engine see of it.
public final class Scheduler: Sendable {
    /// An accepted request.
    public struct Accepted: Sendable, Equatable {
        public var reminder: Reminder
        /// False when the very request had been accepted before.
        public var isNew: Bool

        public init(reminder: Reminder, isNew: Bool) {
            self.reminder = reminder
            self.isNew = isNew
        }
    }

    let store: any ReminderStore
    let carrier: any JobCarrier
    let mode: ModeController
    let sweeper: Sweeper
    let handoff: JobsHandoff
    let catchUp: LedgerCatchUp
    let clock: any WallClock
    let duePolicy = DuePolicy()
    let retention: Duration
    let metrics: EngineMetrics
    let logger: Logger
    private let singles: Batcher<Reminder, ScheduleResult, StoreError>
    private let randomness: Mutex<any RandomNumberGenerator & Sendable>

    init(
        store: any ReminderStore,
        carrier: any JobCarrier,
        mode: ModeController,
        sweeper: Sweeper,
        handoff: JobsHandoff,
        catchUp: LedgerCatchUp,
        clock: any WallClock,
        retention: Duration,
        randomness: any RandomNumberGenerator & Sendable,
        metrics: EngineMetrics,
        logger: Logger
    ) {
        self.store = store
        self.carrier = carrier
        self.mode = mode
        self.sweeper = sweeper
        self.handoff = handoff
        self.catchUp = catchUp
        self.clock = clock
        self.retention = retention
        self.randomness = Mutex(randomness)
        self.metrics = metrics
        self.logger = logger
        singles = Batcher(limit: 250, concurrency: 2) { reminders in
            do throws(StoreError) {
                return try await store.schedule(reminders).map { .success($0) }
            } catch {
                return reminders.map { _ in .failure(error) }
            }
        }
    }

    /// Schedules one reminder. When it returns, the ledger has it, or the Jobs API when the ledger is away.
    public func schedule(_ request: ReminderRequest) async throws(ReminderError) -> Accepted {
        await clock.settled()
        let reminder = try reminder(from: request)
        let result: ScheduleResult
        do throws(StoreError) {
            result = try await singles.submit(reminder)
        } catch {
            return try await scheduleWithoutLedger(reminder, because: error)
        }
        return try accepted([result])[0].get()
    }

    /// Schedules many; a bad one never spoils its neighbours. Results stand in the order of the requests.
    public func schedule(_ requests: [ReminderRequest]) async -> [Result<Accepted, ReminderError>] {
        await clock.settled()
        let reminders = requests.map { request in Result { () throws(ReminderError) in try reminder(from: request) } }
        let good = reminders.compactMap { try? $0.get() }
        var results: [Result<Accepted, ReminderError>]
        do throws(StoreError) {
            results = accepted(try await store.schedule(good))
        } catch {
            results = await scheduleWithoutLedger(good, because: error)
        }
        results.reverse()
        return reminders.map { reminder in
            switch reminder {
            case .failure(let error): .failure(error)
            case .success: results.popLast() ?? .failure(ReminderError(.unavailable, "no answer from the ledger"))
            }
        }
    }

    private func reminder(from request: ReminderRequest) throws(ReminderError) -> Reminder {
        let now = clock.now
        let due = request.due.resolved(now: now)
        try duePolicy.check(due, now: now)
        return Reminder(
            id: request.id ?? newID(),
            userID: request.userID,
            taskID: request.taskID,
            title: request.title,
            due: due,
            topic: request.topic,
            tags: request.tags,
            data: request.data,
            traceparent: request.traceparent,
            createdAt: now,
            fingerprint: request.fingerprint
        )
    }

    private func newID() -> ReminderID {
        randomness.withLock { generator in ReminderID(random: &generator) }
    }

    /// Wakes whoever carries the new ones, and turns the ledger's results into answers.
    private func accepted(_ results: [ScheduleResult]) -> [Result<Accepted, ReminderError>] {
        var created: [Reminder] = []
        created.reserveCapacity(results.count)
        let answers = results.map { result -> Result<Accepted, ReminderError> in
            switch result {
            case .created(let reminder):
                created.append(reminder)
                return .success(Accepted(reminder: reminder, isNew: true))
            case .existing(let reminder): return .success(Accepted(reminder: reminder, isNew: false))
            case .conflict(let reminder): return .failure(Self.taken(reminder))
            }
        }
        if let earliest = created.lazy.map(\.due).min() {
            metrics.acceptedByLedger.increment(by: created.count)
            sweeper.accepted(due: earliest)
            handoff.offer(created)
        }
        return answers
    }

    static func taken(_ current: Reminder) -> ReminderError {
        ReminderError(.idTaken, "the id \(current.id) is taken by a reminder with other content", current: current)
    }
}
