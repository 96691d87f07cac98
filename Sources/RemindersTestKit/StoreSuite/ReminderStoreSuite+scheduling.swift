import JSON
import Reminders
import Testing

extension ReminderStoreSuite {
    static let scheduling: [Case] = [
        Case("everything a reminder holds is read back") { store in
            let full = Reminder(
                id: try #require(ReminderID("full.one_1-x")),
                userID: "ada lovelace ✓",
                taskID: "task-7",
                title: "Ring “mum” — twice\n",
                due: now + .milliseconds(61_007),
                topic: "birthdays",
                tags: ["family", "phone calls", "日本"],
                data: try RawJSON(validating: Array(#"{"a":[1,2.5,null,"é"],"b":{}}"#.utf8)),
                traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                createdAt: now + .milliseconds(3),
                fingerprint: .max - 5
            )
            #expect(try await store.schedule([full]) == [.created(full)])
            #expect(try await store.fetch([full.id]) == [full])
        },
        Case("the same id with the same fingerprint is the reminder that exists") { store in
            let first = try reminder("twice")
            var again = try reminder("twice", due: 90)
            again.createdAt = now + .seconds(5)
            _ = try await store.schedule([first])
            #expect(try await store.schedule([again]) == [.existing(first)])
        },
        Case("the same id with another fingerprint is a conflict and changes nothing") { store in
            let first = try reminder("taken")
            _ = try await store.schedule([first])
            #expect(try await store.schedule([try reminder("taken", due: 90, fingerprint: 2)]) == [.conflict(first)])
            #expect(try await store.fetch([first.id]) == [first])
        },
        Case("an id that stands twice in one batch is created once") { store in
            let one = try reminder("same")
            let other = try reminder("other")
            let clash = try reminder("same", due: 90, fingerprint: 2)
            #expect(
                try await store.schedule([one, other, one, clash]) == [.created(one), .created(other), .existing(one), .conflict(one)]
            )
            #expect(try await store.counts().sweeper == 2)
        },
        Case("a thousand at once are all there") { store in
            let many = try (0..<1000).map { try reminder("many-\($0)", due: $0, user: "user-\($0 % 7)") }
            let results = try await store.schedule(many)
            #expect(results == many.map { .created($0) })
            #expect(try await store.fetch(many.map(\.id)) == many)
            #expect(try await store.counts() == LedgerCounts(sweeper: 1000, earliestDue: now))
        },
        Case("an unknown id is nothing, in its place") { store in
            let known = try reminder("known")
            _ = try await store.schedule([known])
            #expect(try await store.fetch([try #require(ReminderID("unknown")), known.id]) == [nil, known])
        },
        Case("empty batches are empty answers") { store in
            let created = try await store.schedule([])
            #expect(created == [])
            #expect(try await store.fetch([]) == [])
            #expect(try await store.cancel([], forgetAt: forgetAt) == [])
            #expect(try await store.replace([]) == [])
            #expect(try await store.settle([], forgetAt: forgetAt) == [])
            #expect(try await store.claim([], leaseEnds: now, keptSince: now) == [])
            #expect(try await store.recordHandover([]) == [])
        },
        Case("concurrent creation of one id succeeds once") { store in
            let one = try reminder("raced")
            let created = try await withThrowingTaskGroup { group in
                for _ in 0..<32 { group.addTask { try await store.schedule([one]) } }
                return try await group.reduce(into: 0) { $0 += $1 == [.created(one)] ? 1 : 0 }
            }
            #expect(created == 1)
        },
        Case("the mode is auto until it is set, and then what was set") { store in
            let initial = try await store.mode()
            #expect(initial == .auto)
            for mode in DeliveryMode.allCases {
                try await store.setMode(mode)
                #expect(try await store.mode() == mode)
            }
        },
        Case("the ledger keeps its mark") { store in
            let mark = try await store.ledgerID()
            #expect(mark.text.isEmpty == false)
            #expect(try await store.ledgerID() == mark)
        },
    ]
}
