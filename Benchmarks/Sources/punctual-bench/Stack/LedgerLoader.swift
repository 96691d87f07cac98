import JSON
import Logging
import Redis
import Reminders
import RemindersRedis

/// Reminders written straight into the ledger, without an engine: what a benchmark starts from, and the limit for one.
struct LedgerLoader {
    let client: RedisClient
    let store: RedisReminderStore

    init(port: Int, connections: Int = 1) {
        var configuration = RedisConfiguration(host: "127.0.0.1", port: port)
        configuration.connections = connections
        configuration.commandDeadline = .seconds(60)
        client = RedisClient(configuration, logger: Logger(label: "bench"))
        store = RedisReminderStore(client: client)
    }

    /// - Parameters:
    ///   - batch: reminders in one call of the script; four calls are under way at a time.
    ///   - due: of reminder number n.
    func load(_ count: Int, batch: Int = 1000, isIndexed: Bool = false, due: @escaping @Sendable (Int) -> Timestamp) async throws {
        let data = RawJSON(unchecked: Array(Bodies.data.utf8))
        let users = max(count / 100, 1)
        let created = Instant.wall
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<4 {
                group.addTask { [store] in
                    var random = SystemRandomNumberGenerator()
                    for start in stride(from: lane * batch, to: count, by: 4 * batch) {
                        let reminders = (start..<min(start + batch, count)).map { number in
                            Reminder(
                                id: ReminderID(random: &random),
                                userID: "user-\(number % users)",
                                taskID: isIndexed ? "task-\(number)" : nil,
                                due: due(number),
                                tags: isIndexed ? ["tag-\(number % 10)", "tag-\(10 + number % 90)"] : [],
                                data: data,
                                createdAt: created
                            )
                        }
                        for result in try await store.schedule(reminders) {
                            guard case .created = result else { throw BenchError("a reminder was not new") }
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// - Throws: when the ledger does not hold as many pending reminders as were acknowledged.
    func expectPending(_ count: Int) async throws {
        let counts = try await store.counts()
        let found = counts.sweeper + counts.jobs + counts.firing
        if found != count { throw BenchError("\(count) reminders were acknowledged and \(found) are in the ledger") }
    }
}
