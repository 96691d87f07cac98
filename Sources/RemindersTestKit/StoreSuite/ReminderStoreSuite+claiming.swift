import Reminders
import Testing

extension ReminderStoreSuite {
    static let claiming: [Case] = [
        Case("nothing is claimed before its millisecond") { store in
            var one = try reminder("precise")
            one.due = now + .milliseconds(1)
            _ = try await store.schedule([one])
            let early = try await store.claimDue(window())
            #expect(early == ClaimedBatch(claims: [], next: one.due))
            let exact = try await store.claimDue(DueWindow(now: one.due, jobsGrace: .zero, limit: 1, leaseEnds: one.due + .seconds(5)))
            #expect(ids(exact.claims) == ["precise"])
            #expect(exact.claims.first?.leaseEnds == one.due + .seconds(5))
            #expect(exact.claims.first?.reminder.state == .firing)
        },
        Case("the due come in order, as many as asked for, and the rest is told") { store in
            _ = try await store.schedule([
                try reminder("c", due: 3), try reminder("a", due: 1), try reminder("later", due: 9), try reminder("b", due: 2),
            ])
            let first = try await store.claimDue(window(at: 5, limit: 2))
            #expect(ids(first.claims) == ["a", "b"])
            #expect(first.next == now + .seconds(3))
            let second = try await store.claimDue(window(at: 5, limit: 2))
            #expect(ids(second.claims) == ["c"])
            #expect(second.next == now + .seconds(9))
        },
        Case("with nothing waiting there is no next time") { store in
            let batch = try await store.claimDue(window())
            #expect(batch == ClaimedBatch(claims: [], next: nil))
        },
        Case("what jobs has is left alone during the grace, then taken") { store in
            let one = try reminder("handed", due: 10)
            _ = try await store.schedule([one])
            _ = try await store.recordHandover([one])
            let within = try await store.claimDue(window(at: 11))
            #expect(within == ClaimedBatch(claims: [], next: now + .seconds(12), oldestLateJob: one.due))
            #expect(ids(try await store.claimDue(window(at: 12)).claims) == ["handed"])
        },
        Case("without grace what jobs has is taken at its time") { store in
            let (handed, kept) = (try reminder("handed", due: 10), try reminder("kept", due: 11))
            _ = try await store.schedule([handed, kept])
            _ = try await store.recordHandover([handed])
            #expect(try await store.claimDue(window(at: 9, grace: .zero)).next == handed.due)
            #expect(ids(try await store.claimDue(window(at: 11, grace: .zero)).claims) == ["handed", "kept"])
        },
        Case("a lease that ended is taken over, counted as an attempt") { store in
            _ = try await store.schedule([try reminder("abandoned", due: 0)])
            let first = try await store.claimDue(window())
            #expect(first.next == now + .seconds(5))
            #expect(try await store.claimDue(window(at: 4)).claims == [])
            let second = try await claimOne(store, at: 5)
            #expect(second.isRecovered)
            #expect(second.reminder.attempts == 1)
            #expect(second.leaseEnds == now + .seconds(10))
            let third = try await claimOne(store, at: 10)
            #expect(third.reminder.attempts == 2)
            #expect(try await fetch(third.reminder.id, from: store).attempts == 2)
        },
        Case("many claimers share the due without sharing one") { store in
            let many = try (0..<500).map { try reminder("shared-\($0)", due: 0) }
            _ = try await store.schedule(many)
            let claims = try await withThrowingTaskGroup { group in
                for _ in 0..<40 { group.addTask { try await store.claimDue(window(limit: 20)).claims } }
                return try await group.reduce(into: [Claim]()) { $0 += $1 }
            }
            #expect(claims.count == many.count)
            #expect(Set(claims.map(\.reminder.id)).count == many.count)
            #expect(try await store.counts() == LedgerCounts(firing: many.count))
        },
        Case("what was taken over may be out already, and can't be cancelled or changed until that is known") { store in
            _ = try await store.schedule([try reminder("perhaps", due: 0)])
            _ = try await store.claimDue(window())
            let again = try await claimOne(store, at: 5)
            #expect(again.reminder.isUncertain)
            try await retry(again, at: now + .seconds(60), uncertain: again.reminder.isUncertain, in: store)
            #expect(try await fetch(again.reminder.id, from: store).isUncertain)
            #expect(try await store.cancel([again.reminder.id], forgetAt: forgetAt) == [.firing])
        },
    ]
}
