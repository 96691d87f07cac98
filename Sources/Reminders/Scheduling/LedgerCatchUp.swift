import Logging
public import ServiceLifecycle
import Synchronization

/// Writes to the ledger what was accepted by the Jobs API alone while the ledger was away, so that it can be listed,
/// changed and cancelled, and has the safety net. Should this process die first, the job still carries everything.
public final class LedgerCatchUp: Service {
    private let store: any ReminderStore
    private let clock: any WallClock
    private let logger: Logger
    private let owed = Mutex<[Reminder]>([])
    private static let limit = 100_000
    private static let batchSize = 500

    init(store: any ReminderStore, clock: any WallClock, logger: Logger) {
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    func owe(_ reminder: Reminder) {
        owed.withLock { if $0.count < Self.limit { $0.append(reminder) } }
    }

    /// What this process still knows of and the ledger may not.
    func find(_ id: ReminderID) -> Reminder? {
        owed.withLock { owed in owed.isEmpty ? nil : owed.first { $0.id == id } }
    }

    public func run() async {
        await Loop(clock: clock) { [self] in await round() }.run()
    }

    func round() async -> Timestamp {
        let batch = Array(owed.withLock { $0.prefix(Self.batchSize) })
        guard !batch.isEmpty else { return clock.now + .seconds(1) }
        do throws(StoreError) {
            try await write(batch)
        } catch {
            return clock.now + .milliseconds(500)
        }
        // By id: while this was written, others may have been added or written on behalf of a caller.
        let written = Set(batch.map(\.id))
        owed.withLock { $0.removeAll { written.contains($0.id) } }
        logger.notice("Reminders accepted without the ledger are in the ledger", metadata: ["count": "\(batch.count)"])
        return clock.now
    }

    /// Both or nothing counts: a reminder that the ledger has, without knowing that there is a job, leaves that job behind
    /// when it is cancelled. Repeating it is harmless, and what fired or was cancelled meanwhile stays as it is.
    func write(_ reminders: [Reminder]) async throws(StoreError) {
        let results = try await store.schedule(reminders)
        for case .conflict(let other) in results {
            logger.error(
                "A reminder that Jobs took while the ledger was away has an id that was given away meanwhile",
                metadata: ["reminder_id": "\(other.id)", "user_id": "\(other.userID)"]
            )
        }
        let ours = zip(reminders, results).compactMap { reminder, result -> Reminder? in
            if case .conflict = result { return nil }
            return reminder
        }
        _ = try await store.recordHandover(ours)
    }
}
