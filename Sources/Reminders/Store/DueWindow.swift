/// What the sweeper may take in one round.
public struct DueWindow: Sendable, Equatable {
    public var now: Timestamp
    /// How long the Jobs API is left to fire what it was handed, before the sweeper steps in. Zero while failed over.
    public var jobsGrace: Duration
    /// At most this many claims.
    public var limit: Int
    public var leaseEnds: Timestamp

    public init(now: Timestamp, jobsGrace: Duration, limit: Int, leaseEnds: Timestamp) {
        self.now = now
        self.jobsGrace = jobsGrace
        self.limit = limit
        self.leaseEnds = leaseEnds
    }
}

/// What one round took, and when the next one is needed.
public struct ClaimedBatch: Sendable, Equatable {
    /// In order of due time.
    public var claims: [Claim]
    /// When the next reminder falls due to the sweeper, or the next lease ends; nil when nothing waits. Not after
    /// `now` when there is more to take at once.
    public var next: Timestamp?
    /// The earliest reminder that the Jobs API has and that was due before `now`: evidence that Jobs is late.
    public var oldestLateJob: Timestamp?

    public init(claims: [Claim], next: Timestamp?, oldestLateJob: Timestamp? = nil) {
        self.claims = claims
        self.next = next
        self.oldestLateJob = oldestLateJob
    }
}
