public import Reminders
import Synchronization

/// A Jobs API in memory that does what it is told: healthy, failing, or absent.
public final class ScriptedCarrier: JobCarrier {
    private struct State {
        var health = CarrierHealth.healthy
        var refuses: @Sendable (Reminder) -> Bool = { _ in false }
        var jobs: [ReminderID: Trigger] = [:]
        var handed: [String] = []
        var withdrawn: [ReminderID] = []
        var probes = 0
        var attempts = 0
    }

    private let state = Mutex(State())

    public init() {}

    /// Also what its calls do: unless healthy, they fail as unavailable.
    public var health: CarrierHealth {
        get { state.withLock(\.health) }
        set { state.withLock { $0.health = newValue } }
    }

    public var jobs: [ReminderID: Trigger] { state.withLock(\.jobs) }
    /// Event ids in the order in which they were handed over.
    public var handed: [String] { state.withLock(\.handed) }
    public var withdrawn: [ReminderID] { state.withLock(\.withdrawn) }
    /// Decides which reminders are refused for good, from now on.
    public func refuse(_ condition: @escaping @Sendable (Reminder) -> Bool) {
        state.withLock { $0.refuses = condition }
    }

    /// Handovers that reached it, refused ones included.
    public var attempts: Int { state.withLock(\.attempts) }
    public var probes: Int { state.withLock(\.probes) }

    public func hand(_ reminder: Reminder, ledger: LedgerID?) async throws(CarrierError) {
        try check()
        state.withLock { $0.attempts += 1 }
        guard !state.withLock(\.refuses)(reminder) else { throw CarrierError(.refused, "not this one") }
        state.withLock {
            $0.jobs[reminder.id] = Trigger(reminder: reminder, ledger: ledger)
            $0.handed.append(reminder.eventID)
        }
    }

    public func withdraw(_ id: ReminderID) async throws(CarrierError) {
        try check()
        state.withLock {
            $0.jobs[id] = nil
            $0.withdrawn.append(id)
        }
    }

    public func find(_ id: ReminderID) async throws(CarrierError) -> Trigger? {
        try check()
        return jobs[id]
    }

    public func probe() async -> CarrierHealth {
        state.withLock {
            $0.probes += 1
            return $0.health
        }
    }

    private func check() throws(CarrierError) {
        switch health {
        case .healthy: break
        case .absent(let reason), .unhealthy(let reason): throw CarrierError(.unavailable, reason)
        }
    }
}
