import JSON
import LocalProcess
import Logging
import Redis
import Reminders
import RemindersRedis
import RemindersTestKit
import Testing

@Suite("What the ledger leaves in Redis")
struct NoTraceTests {
    @Test("after retention nothing is left of a reminder but the ledger's own mark; and every key shares one hash tag")
    func noKeyLeft() async throws {
        try await RedisServer.withServer { server in
            let client = RedisClient(RedisConfiguration(port: server.port), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            defer { client.shutdown() }
            let store = RedisReminderStore(client: client)
            let now = Timestamp(milliseconds: 1_800_000_000_000)
            _ = try await store.ledgerID()
            let reminders = try (0..<50).map { index in
                Reminder(
                    id: try #require(ReminderID("r\(index)")),
                    userID: "user-\(index % 7)",
                    taskID: "task-\(index)",
                    title: "t",
                    due: now,
                    tags: ["a\(index % 3)", "b"],
                    data: RawJSON("x"),
                    createdAt: now
                )
            }
            _ = try await store.schedule(reminders)
            _ = try await store.recordHandover(Array(reminders.prefix(20)))
            _ = try await store.cancel(reminders.suffix(10).map(\.id), forgetAt: now)
            let claims = try await store.claimDue(DueWindow(now: now, jobsGrace: .zero, limit: 100, leaseEnds: now + .seconds(4))).claims
            #expect(claims.count == 40)
            let fired = claims.map { claim in
                var reminder = claim.reminder
                reminder.firedAt = now
                return Settlement(claim: claim, outcome: .fired, reminder: reminder)
            }
            #expect(try await store.settle(fired, forgetAt: now).allSatisfy { $0 })
            let keys = try await client.send(["KEYS", "*"]).array?.compactMap(\.text) ?? []
            #expect(keys.count > 5 && keys.allSatisfy { $0.hasPrefix("punctual:{0}:") })
            #expect(try await store.forget(now: now, limit: 100) == 50)
            #expect(try await client.send(["KEYS", "*"]).array?.compactMap(\.text) == ["punctual:{0}:ledger"])
        }
    }

    @Test("scripts survive a record that nobody can read")
    func corrupt() async throws {
        try await RedisServer.withServer { server in
            let client = RedisClient(RedisConfiguration(port: server.port), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            defer { client.shutdown() }
            let store = RedisReminderStore(client: client)
            let now = Timestamp(milliseconds: 1_800_000_000_000)
            _ = try await client.send(["ZADD", "punctual:{0}:due:sweep", .integer(Int(now.milliseconds)), "ghost"])
            let window = DueWindow(now: now, jobsGrace: .zero, limit: 10, leaseEnds: now + .seconds(4))
            let batch = try await store.claimDue(window)
            #expect(batch == ClaimedBatch(claims: [], next: nil))
            #expect(try await store.counts() == LedgerCounts())
            // A header that scripts can read, and nothing behind it.
            let good = Reminder(id: try #require(ReminderID("good")), userID: "ada", due: now, createdAt: now)
            let bad = Reminder(id: try #require(ReminderID("bad")), userID: "ada", due: now, createdAt: now)
            _ = try await store.schedule([good, bad])
            let record = try #require(try await client.send(["HGET", "punctual:{0}:records", "bad"]).bytes)
            _ = try await client.send(["HSET", "punctual:{0}:records", "bad", .bytes(Array(record.prefix(30)))])
            #expect(try await store.list(ReminderQuery(userID: "ada")).reminders.map(\.id.text) == ["good"])
            #expect(try await store.claimDue(window).claims.map(\.reminder.id.text) == ["good"])
        }
    }
}
