import LocalProcess
import Logging
import Redis
import Reminders
import RemindersRedis
import RemindersTestKit
import Testing

@Suite("The ledger in Redis")
struct RedisReminderStoreTests {
    @Test("does what every ledger does", arguments: ReminderStoreSuite.cases)
    func conforms(_ behaviour: ReminderStoreSuite.Case) async throws {
        try await RedisServer.withServer { server in
            let client = RedisClient(RedisConfiguration(host: "127.0.0.1", port: server.port), logger: Logger(label: "test"))
            try await behaviour.check(RedisReminderStore(client: client))
        }
    }
}
