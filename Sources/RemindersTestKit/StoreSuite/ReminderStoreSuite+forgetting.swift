import Reminders
import Testing

extension ReminderStoreSuite {
    static let forgetting: [Case] = [
        Case("what fired or was cancelled is forgotten at its time, with every trace") { store in
            var fired = try reminder("fired", due: 0)
            fired.taskID = "task"
            fired.tags = ["tag"]
            let cancelled = try reminder("cancelled")
            let waiting = try reminder("waiting")
            _ = try await store.schedule([fired, cancelled, waiting])
            #expect(try await fire(try await claimOne(store), in: store))
            _ = try await store.cancel([cancelled.id], forgetAt: forgetAt + .seconds(1))
            #expect(try await store.forget(now: forgetAt - .milliseconds(1), limit: 10) == 0)
            #expect(try await store.forget(now: forgetAt, limit: 10) == 1)
            #expect(try await store.fetch([fired.id]) == [nil])
            #expect(try await store.list(ReminderQuery(taskID: "task")).reminders == [])
            #expect(try await store.list(ReminderQuery(tag: "tag")).reminders == [])
            #expect(try await store.forget(now: forgetAt + .seconds(1), limit: 10) == 1)
            #expect(try await store.list(ReminderQuery(userID: "ada")).reminders == [waiting])
            #expect(try await store.counts() == LedgerCounts(sweeper: 1, earliestDue: waiting.due))
        },
        Case("forgetting goes by as many as asked for") { store in
            let many = try (0..<30).map { try reminder("many-\($0)") }
            _ = try await store.schedule(many)
            _ = try await store.cancel(many.map(\.id), forgetAt: forgetAt)
            #expect(try await store.forget(now: forgetAt, limit: 20) == 20)
            #expect(try await store.forget(now: forgetAt, limit: 20) == 10)
            #expect(try await store.forget(now: forgetAt, limit: 20) == 0)
        },
        Case("an id that was forgotten is free") { store in
            let one = try reminder("reused")
            _ = try await store.schedule([one])
            _ = try await store.cancel([one.id], forgetAt: forgetAt)
            #expect(try await store.forget(now: forgetAt, limit: 1) == 1)
            let other = try reminder("reused", fingerprint: 9)
            #expect(try await store.schedule([other]) == [.created(other)])
        },
    ]
}
