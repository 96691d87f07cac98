import Reminders
import Synchronization

/// A publisher that does nothing but count: leaves the ledger and the engine's own work to be measured.
final class NullPublisher: EventPublisher {
    private let count = Atomic(0)

    var published: Int { count.load(ordering: .relaxed) }

    func publish(_ events: [ReminderEvent], to topic: String, within limit: Duration) async -> [PublishOutcome] {
        count.add(events.count, ordering: .relaxed)
        return [PublishOutcome](repeating: .published, count: events.count)
    }
}

/// No Jobs API at all.
struct NullCarrier: JobCarrier {
    func hand(_ reminder: Reminder, ledger: LedgerID?) async throws(CarrierError) {}
    func withdraw(_ id: ReminderID) async throws(CarrierError) {}
    func find(_ id: ReminderID) async throws(CarrierError) -> Trigger? { nil }
    func probe() async -> CarrierHealth { .absent(reason: "a benchmark") }
}
