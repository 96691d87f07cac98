import Reminders
import Testing

extension ReminderStoreSuite {
    /// Follows the pages to the end; an empty page in between is allowed, an endless row of pages is not.
    static func all(_ query: ReminderQuery, in store: any ReminderStore) async throws -> [Reminder] {
        var query = query
        var found: [Reminder] = []
        for _ in 0..<200 {
            let page = try await store.list(query)
            #expect(page.reminders.count <= query.limit)
            found += page.reminders
            guard let next = page.next else { return found }
            query.cursor = next
        }
        Issue.record("more than 200 pages")
        return found
    }

    /// Twenty reminders in every state, of two users, with tasks and tags.
    static func zoo(_ store: any ReminderStore) async throws {
        let reminders = try (0..<20).map { index in
            var one = try reminder("zoo-\(index)", due: index, user: index % 2 == 0 ? "ada" : "bob")
            one.taskID = "task-\(index % 5)"
            one.tags = index % 3 == 0 ? ["third", "all"] : ["all"]
            return one
        }
        _ = try await store.schedule(reminders)
        let claims = try await store.claimDue(window(at: 3)).claims
        #expect(try await fire(claims[0], in: store))
        #expect(try await fire(claims[1], in: store))
        try await bury(claims[2], in: store)
        _ = try await store.cancel([reminders[19].id], forgetAt: forgetAt)
        _ = try await store.recordHandover([reminders[10], reminders[11]])
    }

    static let listing: [Case] = [
        Case("a user's reminders come by due time, in every state") { store in
            try await zoo(store)
            let found = try await all(ReminderQuery(userID: "ada", limit: 3), in: store)
            #expect(ids(found) == stride(from: 0, to: 20, by: 2).map { "zoo-\($0)" })
            #expect(found.map(\.state) == [.fired, .dead] + Array(repeating: .scheduled, count: 8))
        },
        Case("a task, a tag and several conditions at once") { store in
            try await zoo(store)
            #expect(ids(try await all(ReminderQuery(taskID: "task-3", limit: 2), in: store)) == ["zoo-3", "zoo-8", "zoo-13", "zoo-18"])
            #expect(
                ids(try await all(ReminderQuery(tag: "third", limit: 2), in: store)) == stride(from: 0, to: 20, by: 3).map { "zoo-\($0)" }
            )
            #expect(ids(try await all(ReminderQuery(userID: "bob", taskID: "task-3", tag: "third"), in: store)) == ["zoo-3"])
            #expect(ids(try await all(ReminderQuery(userID: "nobody"), in: store)) == [])
        },
        Case("every state is found without a user") { store in
            try await zoo(store)
            #expect(ids(try await all(ReminderQuery(state: .fired, limit: 1), in: store)) == ["zoo-0", "zoo-1"])
            #expect(ids(try await all(ReminderQuery(state: .dead), in: store)) == ["zoo-2"])
            #expect(ids(try await all(ReminderQuery(state: .firing), in: store)) == ["zoo-3"])
            #expect(ids(try await all(ReminderQuery(state: .cancelled), in: store)) == ["zoo-19"])
            #expect(ids(try await all(ReminderQuery(state: .scheduled, limit: 4), in: store)) == (4..<19).map { "zoo-\($0)" })
        },
        Case("everything is found in one order") { store in
            try await zoo(store)
            #expect(ids(try await all(ReminderQuery(limit: 3), in: store)) == (0..<20).map { "zoo-\($0)" })
        },
        Case("a time range holds its beginning and not its end") { store in
            try await zoo(store)
            let range = ReminderQuery(from: now + .seconds(5), to: now + .seconds(8), limit: 2)
            #expect(ids(try await all(range, in: store)) == ["zoo-5", "zoo-6", "zoo-7"])
            var ofUser = range
            ofUser.userID = "ada"
            #expect(ids(try await all(ofUser, in: store)) == ["zoo-6"])
        },
        Case("pages divide reminders that are due together") { store in
            let together = try (0..<25).map { try reminder("t-\($0 + 10)", due: 60) }
            _ = try await store.schedule(together)
            #expect(ids(try await all(ReminderQuery(userID: "ada", limit: 4), in: store)) == (10..<35).map { "t-\($0)" })
            #expect(ids(try await all(ReminderQuery(state: .scheduled, limit: 4), in: store)) == (10..<35).map { "t-\($0)" })
        },
        Case("what is being retried is listed once, whatever else waits") { store in
            let due = [1, 50, 55, 60, 61]
            let reminders = try due.map { try reminder("due-\($0)", due: $0) }
            _ = try await store.schedule(reminders)
            _ = try await store.recordHandover([reminders[2]])
            try await retry(try await claimOne(store, at: 1), at: now + .seconds(58), in: store)
            for limit in 1...3 {
                let found = ids(try await all(ReminderQuery(state: .scheduled, limit: limit), in: store))
                #expect(Set(found) == Set(ids(reminders)), "\(limit): \(found)")
                #expect(found.count == reminders.count, "\(limit): \(found)")
            }
        },
    ]
}
