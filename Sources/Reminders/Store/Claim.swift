/// The right to fire one reminder, held until the lease ends.
public struct Claim: Sendable, Hashable {
    /// As the ledger has it, in state `firing`.
    public var reminder: Reminder
    /// When another replica may take it over. Doubles as the fencing token: settling needs the very lease.
    public var leaseEnds: Timestamp
    /// True when it was taken over from a replica whose lease ran out.
    public var isRecovered: Bool

    public init(reminder: Reminder, leaseEnds: Timestamp, isRecovered: Bool = false) {
        self.reminder = reminder
        self.leaseEnds = leaseEnds
        self.isRecovered = isRecovered
    }
}
