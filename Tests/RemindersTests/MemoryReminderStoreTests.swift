import Reminders
import RemindersTestKit
import Testing

@Suite("The ledger in memory")
struct MemoryReminderStoreTests {
    @Test("does what every ledger does", arguments: ReminderStoreSuite.cases)
    func conforms(_ behaviour: ReminderStoreSuite.Case) async throws {
        try await behaviour.check(MemoryReminderStore())
    }
}
