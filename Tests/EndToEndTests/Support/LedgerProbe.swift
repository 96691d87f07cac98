import LocalProcess
import Logging
import Redis
import Reminders
import RemindersRedis

/// A look into a ledger from outside.
enum LedgerProbe {
    static func claimed(_ redis: RedisServer) async throws -> Int {
        let client = RedisClient(RedisConfiguration(port: redis.port), logger: Logger(label: "probe") { _ in SwiftLogNoOpLogHandler() })
        defer { client.shutdown() }
        return try await RedisReminderStore(client: client).counts().firing
    }
}
