public import Reminders
import Synchronization

/// A store in front of another one that can be made to fail, before or after the transition.
public final class FlakyStore: ReminderStore {
    public enum Weather: Sendable, Equatable {
        case fine
        /// Nothing reaches the store.
        case away
        /// The transition happens and its answer is lost.
        case losesAnswers
    }

    /// Transitions that can be singled out.
    public enum Operation: Sendable, Hashable {
        case schedule, recordHandover, claimDue, claim, settle
    }

    private let base: any ReminderStore
    private let state = Mutex(Weather.fine)
    private let hooks = Mutex<[Operation: @Sendable () async -> Void]>([:])
    private let errors = Mutex<[Operation: StoreError]>([:])

    public init(_ base: any ReminderStore) {
        self.base = base
    }

    public var weather: Weather {
        get { state.withLock(\.self) }
        set { state.withLock { $0 = newValue } }
    }

    /// Runs once, after the next such transition has happened and before its answer is given.
    public func afterNext(_ operation: Operation, _ body: @escaping @Sendable () async -> Void) {
        hooks.withLock { $0[operation] = body }
    }

    /// Lets these transitions fail, before they happen, until told otherwise with nil.
    public func fail(_ operation: Operation, with error: StoreError?) {
        errors.withLock { $0[operation] = error }
    }

    private func pass<Answer>(
        _ operation: Operation? = nil,
        _ call: () async throws(StoreError) -> Answer
    ) async throws(StoreError) -> Answer {
        if weather == .away { throw StoreError(.unavailable, "the ledger is away") }
        if let operation, let error = errors.withLock({ $0[operation] }) { throw error }
        let answer = try await call()
        if let operation { await hooks.withLock { $0.removeValue(forKey: operation) }?() }
        if weather == .losesAnswers { throw StoreError(.unavailable, "no answer came", mayHaveHappened: true) }
        return answer
    }

    public func ledgerID() async throws(StoreError) -> LedgerID {
        try await pass { () async throws(StoreError) in try await base.ledgerID() }
    }

    public func schedule(_ reminders: [Reminder]) async throws(StoreError) -> [ScheduleResult] {
        try await pass(.schedule) { () async throws(StoreError) in try await base.schedule(reminders) }
    }

    public func fetch(_ ids: [ReminderID]) async throws(StoreError) -> [Reminder?] {
        try await pass { () async throws(StoreError) in try await base.fetch(ids) }
    }

    public func replace(_ replacements: [Replacement]) async throws(StoreError) -> [ReplaceResult] {
        try await pass { () async throws(StoreError) in try await base.replace(replacements) }
    }

    public func cancel(_ ids: [ReminderID], forgetAt: Timestamp) async throws(StoreError) -> [CancelResult] {
        try await pass { () async throws(StoreError) in try await base.cancel(ids, forgetAt: forgetAt) }
    }

    public func recordHandover(_ reminders: [Reminder]) async throws(StoreError) -> [HandoverResult] {
        try await pass(.recordHandover) { () async throws(StoreError) in try await base.recordHandover(reminders) }
    }

    public func awaitingHandover(after: Timestamp, limit: Int) async throws(StoreError) -> [Reminder] {
        try await pass { () async throws(StoreError) in try await base.awaitingHandover(after: after, limit: limit) }
    }

    public func withdrawals(limit: Int) async throws(StoreError) -> [ReminderID] {
        try await pass { () async throws(StoreError) in try await base.withdrawals(limit: limit) }
    }

    public func confirmWithdrawn(_ ids: [ReminderID]) async throws(StoreError) {
        try await pass { () async throws(StoreError) in try await base.confirmWithdrawn(ids) }
    }

    public func claimDue(_ window: DueWindow) async throws(StoreError) -> ClaimedBatch {
        try await pass(.claimDue) { () async throws(StoreError) in try await base.claimDue(window) }
    }

    public func claim(
        _ triggers: [Trigger],
        leaseEnds: Timestamp,
        keptSince: Timestamp
    ) async throws(StoreError) -> [TriggerResult] {
        try await pass(.claim) { () async throws(StoreError) in
            try await base.claim(triggers, leaseEnds: leaseEnds, keptSince: keptSince)
        }
    }

    public func settle(_ settlements: [Settlement], forgetAt: Timestamp) async throws(StoreError) -> [Bool] {
        try await pass(.settle) { () async throws(StoreError) in try await base.settle(settlements, forgetAt: forgetAt) }
    }

    public func list(_ query: ReminderQuery) async throws(StoreError) -> ReminderPage {
        try await pass { () async throws(StoreError) in try await base.list(query) }
    }

    public func counts() async throws(StoreError) -> LedgerCounts {
        try await pass { () async throws(StoreError) in try await base.counts() }
    }

    public func mode() async throws(StoreError) -> DeliveryMode {
        try await pass { () async throws(StoreError) in try await base.mode() }
    }

    public func setMode(_ mode: DeliveryMode) async throws(StoreError) {
        try await pass { () async throws(StoreError) in try await base.setMode(mode) }
    }

    public func forget(now: Timestamp, limit: Int) async throws(StoreError) -> Int {
        try await pass { () async throws(StoreError) in try await base.forget(now: now, limit: limit) }
    }
}
