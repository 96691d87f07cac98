/// Who wakes a reminder up.
public enum Carrier: String, Sendable, Hashable, CaseIterable {
    /// The Dapr Jobs API calls back.
    case jobs
    /// The engine's own sweeper over the ledger.
    case sweeper
}
