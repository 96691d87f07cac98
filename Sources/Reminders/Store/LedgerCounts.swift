/// How full the ledger is.
public struct LedgerCounts: Sendable, Equatable {
    /// Waiting for the sweeper.
    public var sweeper: Int
    /// Waiting for the Jobs API.
    public var jobs: Int
    public var firing: Int
    public var dead: Int
    /// Fired or cancelled, kept until their retention ends.
    public var finished: Int
    /// Jobs of cancelled reminders that are still to be taken back.
    public var withdrawals: Int
    /// The earliest due time that is still waiting; later than now when nothing is overdue.
    public var earliestDue: Timestamp?

    public init(
        sweeper: Int = 0,
        jobs: Int = 0,
        firing: Int = 0,
        dead: Int = 0,
        finished: Int = 0,
        withdrawals: Int = 0,
        earliestDue: Timestamp? = nil
    ) {
        self.sweeper = sweeper
        self.jobs = jobs
        self.firing = firing
        self.dead = dead
        self.finished = finished
        self.withdrawals = withdrawals
        self.earliestDue = earliestDue
    }

    public var pending: Int { sweeper + jobs }
}
