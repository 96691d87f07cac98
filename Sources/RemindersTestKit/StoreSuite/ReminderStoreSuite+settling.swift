import Reminders
import Testing

extension ReminderStoreSuite {
    static let settling: [Case] = [
        Case("what fired tells when and by whom") { store in
            _ = try await store.schedule([try reminder("fired", due: 0)])
            var claim = try await claimOne(store)
            claim.reminder.attempts = 3
            var fired = claim.reminder
            fired.firedAt = now + .milliseconds(7)
            fired.carrier = .jobs
            #expect(try await store.settle([Settlement(claim: claim, outcome: .fired, reminder: fired)], forgetAt: forgetAt) == [true])
            let read = try await fetch(fired.id, from: store)
            #expect(read.state == .fired && read.lag == 7 && read.carrier == .jobs && read.attempts == 3)
            #expect(try await store.counts() == LedgerCounts(finished: 1))
        },
        Case("a claim settles once") { store in
            _ = try await store.schedule([try reminder("once", due: 0)])
            let claim = try await claimOne(store)
            #expect(try await fire(claim, in: store))
            #expect(try await fire(claim, in: store) == false)
        },
        Case("a claim whose lease was taken over settles nothing") { store in
            _ = try await store.schedule([try reminder("frozen", due: 0)])
            let frozen = try await claimOne(store)
            let current = try await claimOne(store, at: 5)
            #expect(try await fire(frozen, in: store) == false)
            #expect(try await fetch(frozen.reminder.id, from: store).state == .firing)
            #expect(try await fire(current, in: store))
        },
        Case("a failed attempt is tried again at its time, with its due time and error kept") { store in
            _ = try await store.schedule([try reminder("retried", due: 0)])
            try await retry(try await claimOne(store), at: now + .seconds(3), in: store)
            let waiting = try await fetch(try #require(ReminderID("retried")), from: store)
            #expect(waiting.state == .scheduled && waiting.due == now && waiting.attempts == 1 && waiting.lastError == "broker away")
            #expect(try await store.claimDue(window(at: 2)) == ClaimedBatch(claims: [], next: now + .seconds(3)))
            let again = try await claimOne(store, at: 3)
            #expect(again.reminder.attempts == 1 && !again.isRecovered)
        },
        Case("the dead are visible and claimed no more") { store in
            _ = try await store.schedule([try reminder("dead", due: 0)])
            try await bury(try await claimOne(store), in: store)
            #expect(try await store.claimDue(window(at: 100)) == ClaimedBatch(claims: [], next: nil))
            let page = try await store.list(ReminderQuery(state: .dead))
            #expect(page.reminders.map(\.lastError) == ["refused"])
            #expect(try await store.counts() == LedgerCounts(dead: 1))
            #expect(try await store.forget(now: .distantFuture, limit: 10) == 0)
        },
        Case("a batch settles each by itself") { store in
            _ = try await store.schedule([try reminder("a", due: 0), try reminder("b", due: 0), try reminder("c", due: 0)])
            let claims = try await store.claimDue(window()).claims
            var lost = claims[1]
            lost.leaseEnds = lost.leaseEnds + .milliseconds(1)
            let settlements = [
                Settlement(claim: claims[0], outcome: .fired, reminder: claims[0].reminder),
                Settlement(claim: lost, outcome: .fired, reminder: lost.reminder),
                Settlement(claim: claims[2], outcome: .dead, reminder: claims[2].reminder),
            ]
            #expect(try await store.settle(settlements, forgetAt: forgetAt) == [true, false, true])
            #expect(try await store.counts() == LedgerCounts(firing: 1, dead: 1, finished: 1))
        },
    ]
}
