/// A precise one-shot scheduler that reminders are handed to: the seam to the Dapr Jobs API.
///
/// It is at-least-once, and may lose, repeat or delay what it was given; the ledger makes up for that.
public protocol JobCarrier: Sendable {
    /// Hands over the whole reminder, replacing an older generation of it. Idempotent.
    func hand(_ reminder: Reminder, ledger: LedgerID?) async throws(CarrierError)

    /// Takes it back. Succeeds when there is nothing to take back.
    func withdraw(_ id: ReminderID) async throws(CarrierError)

    /// What the carrier holds under this id, if anything.
    func find(_ id: ReminderID) async throws(CarrierError) -> Trigger?

    /// One cheap round trip that shows whether the scheduler behind it answers.
    func probe() async -> CarrierHealth
}

/// What a probe of the carrier found.
public enum CarrierHealth: Sendable, Equatable {
    case healthy
    /// Switched off by configuration, or this version has none: worth asking again only rarely.
    case absent(reason: String)
    case unhealthy(reason: String)
}
