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

    init(store: any ReminderStore, clock: any WallClock, logger: Logger) {
        self.store = store
        self.clock = clock
        self.logger = logger
    }

    func owe(_ reminder: Reminder) {
        owed.withLock { if $0.count < Self.limit { $0.append(reminder) } }
    }

    /// What this process still knows of and the ledger does not.
    func find(_ id: ReminderID) -> Reminder? {
        owed.withLock { owed in owed.isEmpty ? nil : owed.first { $0.id == id } }
    }

    /// It was cancelled before the ledger heard of it.
    func disown(_ id: ReminderID) {
        owed.withLock { $0.removeAll { $0.id == id } }
    }

    public func run() async {
        await Loop(clock: clock) { [self] in await round() }.run()
    }

    func round() async -> Timestamp {
        let batch = Array(owed.withLock { $0.prefix(500) })
        guard !batch.isEmpty else { return clock.now + .seconds(1) }
        // What fired meanwhile was adopted by its trigger and is in the ledger already: `schedule` leaves it alone.
        guard let written = try? await store.schedule(batch) else { return clock.now + .milliseconds(500) }
        let created = written.compactMap { if case .created(let reminder) = $0 { reminder } else { nil } }
        _ = try? await store.recordHandover(created)
        owed.withLock { $0.removeFirst(batch.count) }
        logger.notice("Reminders accepted without the ledger are in the ledger", metadata: ["count": "\(batch.count)"])
        return clock.now
    }
}
