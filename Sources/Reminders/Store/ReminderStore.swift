/// The ledger: the seam between the engine and whatever remembers reminders.
///
/// Every method is one atomic transition over an array, in one round trip; results stand in the order of what was
/// asked. What a transition means is defined by `ReminderStoreSuite` in RemindersTestKit, which runs for every
/// implementation. All throw ``StoreError``.
public protocol ReminderStore: Sendable {
    /// The birth mark of this ledger, made when there is none.
    func ledgerID() async throws(StoreError) -> LedgerID

    /// Writes new reminders in state `scheduled` for the sweeper. An id that exists, also earlier in the same array,
    /// is left as it is and told apart by its fingerprint.
    func schedule(_ reminders: [Reminder]) async throws(StoreError) -> [ScheduleResult]

    func fetch(_ ids: [ReminderID]) async throws(StoreError) -> [Reminder?]

    /// Changes reminders whose generation and state still allow it; they wait for the sweeper afterwards.
    func replace(_ replacements: [Replacement]) async throws(StoreError) -> [ReplaceResult]

    /// Cancels what is scheduled or dead. What had been handed to the Jobs API is also remembered as a withdrawal
    /// and kept until that is confirmed. The rest is forgotten at `forgetAt`.
    func cancel(_ ids: [ReminderID], forgetAt: Timestamp) async throws(StoreError) -> [CancelResult]

    /// Records that the Jobs API took these generations.
    func recordHandover(_ reminders: [Reminder]) async throws(StoreError) -> [HandoverResult]

    /// What waits for the sweeper, was never tried, and falls due after `after`, soonest first.
    func awaitingHandover(after: Timestamp, limit: Int) async throws(StoreError) -> [Reminder]

    /// Cancelled reminders whose jobs are still to be taken back.
    func withdrawals(limit: Int) async throws(StoreError) -> [ReminderID]
    func confirmWithdrawn(_ ids: [ReminderID]) async throws(StoreError)

    /// Takes what is due: from the sweeper's set up to `now`, from the jobs' set up to `now - grace`, and what is
    /// firing under a lease that ended by `now`.
    func claimDue(_ window: DueWindow) async throws(StoreError) -> ClaimedBatch

    /// Takes what triggers from outside name, if the ledger still has that generation waiting, at that time. A reminder
    /// that the ledger does not know is adopted, unless its mark ``LedgerID/vouches(for:keptSince:)`` for it.
    ///
    /// - Parameter keptSince: what finished after this is not forgotten yet.
    func claim(_ triggers: [Trigger], leaseEnds: Timestamp, keptSince: Timestamp) async throws(StoreError) -> [TriggerResult]

    /// Ends claims. False for a claim whose lease is no longer the current one; then nothing happened. What fired
    /// is forgotten at `forgetAt`.
    func settle(_ settlements: [Settlement], forgetAt: Timestamp) async throws(StoreError) -> [Bool]

    /// One page, ordered by due time, then id.
    func list(_ query: ReminderQuery) async throws(StoreError) -> ReminderPage

    func counts() async throws(StoreError) -> LedgerCounts

    /// The mode an operator set; `auto` when none was.
    func mode() async throws(StoreError) -> DeliveryMode
    func setMode(_ mode: DeliveryMode) async throws(StoreError)

    /// Removes every trace of reminders whose time to be forgotten has come, except unconfirmed withdrawals.
    ///
    /// - Returns: how many were removed; as many as `limit` when there may be more.
    func forget(now: Timestamp, limit: Int) async throws(StoreError) -> Int
}
