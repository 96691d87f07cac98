import Synchronization

/// A ledger in this process's memory: for tests and simulation, and the reference for every other store.
public final class MemoryReminderStore: ReminderStore {
    private let ledger: Mutex<MemoryLedger>

    public init(id: LedgerID = LedgerID("memory")) {
        var ledger = MemoryLedger()
        ledger.id = id
        self.ledger = Mutex(ledger)
    }

    /// Forgets everything, as `FLUSHALL` would; the ledger is another one afterwards.
    public func wipe(newID: LedgerID) {
        ledger.withLock {
            $0 = MemoryLedger()
            $0.id = newID
        }
    }

    public func ledgerID() async throws(StoreError) -> LedgerID {
        ledger.withLock { $0.id ?? LedgerID("memory") }
    }

    public func schedule(_ reminders: [Reminder]) async throws(StoreError) -> [ScheduleResult] {
        ledger.withLock { ledger in reminders.map { ledger.schedule($0) } }
    }

    public func fetch(_ ids: [ReminderID]) async throws(StoreError) -> [Reminder?] {
        ledger.withLock { ledger in ids.map { ledger.reminder($0) } }
    }

    public func replace(_ replacements: [Replacement]) async throws(StoreError) -> [ReplaceResult] {
        ledger.withLock { ledger in replacements.map { ledger.replace($0) } }
    }

    public func cancel(_ ids: [ReminderID], forgetAt: Timestamp) async throws(StoreError) -> [CancelResult] {
        ledger.withLock { ledger in ids.map { ledger.cancel($0, forgetAt: forgetAt) } }
    }

    public func recordHandover(_ reminders: [Reminder]) async throws(StoreError) -> [HandoverResult] {
        ledger.withLock { ledger in reminders.map { ledger.recordHandover($0) } }
    }

    public func awaitingHandover(after: Timestamp, limit: Int) async throws(StoreError) -> [Reminder] {
        ledger.withLock { $0.awaitingHandover(after: after, limit: limit) }
    }

    public func withdrawals(limit: Int) async throws(StoreError) -> [ReminderID] {
        ledger.withLock { $0.withdrawals(limit: limit) }
    }

    public func confirmWithdrawn(_ ids: [ReminderID]) async throws(StoreError) {
        ledger.withLock { ledger in ids.forEach { ledger.confirmWithdrawn($0) } }
    }

    public func claimDue(_ window: DueWindow) async throws(StoreError) -> ClaimedBatch {
        ledger.withLock { $0.claimDue(window) }
    }

    public func claim(
        _ triggers: [Trigger],
        leaseEnds: Timestamp,
        keptSince: Timestamp
    ) async throws(StoreError) -> [TriggerResult] {
        ledger.withLock { ledger in triggers.map { ledger.claim($0, leaseEnds: leaseEnds, keptSince: keptSince) } }
    }

    public func settle(_ settlements: [Settlement], forgetAt: Timestamp) async throws(StoreError) -> [Bool] {
        ledger.withLock { ledger in settlements.map { ledger.settle($0, forgetAt: forgetAt) } }
    }

    public func list(_ query: ReminderQuery) async throws(StoreError) -> ReminderPage {
        ledger.withLock { $0.list(query) }
    }

    public func counts() async throws(StoreError) -> LedgerCounts {
        ledger.withLock { $0.counts() }
    }

    public func mode() async throws(StoreError) -> DeliveryMode {
        ledger.withLock { $0.mode }
    }

    public func setMode(_ mode: DeliveryMode) async throws(StoreError) {
        ledger.withLock { $0.mode = mode }
    }

    public func forget(now: Timestamp, limit: Int) async throws(StoreError) -> Int {
        ledger.withLock { $0.forget(now: now, limit: limit) }
    }
}
