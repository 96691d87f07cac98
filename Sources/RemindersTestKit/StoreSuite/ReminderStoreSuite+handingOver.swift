import Reminders
import Testing

extension ReminderStoreSuite {
    static let handingOver: [Case] = [
        Case("what waits to be handed over comes soonest first, beyond the lead") { store in
            _ = try await store.schedule([
                try reminder("c", due: 30), try reminder("a", due: 10), try reminder("near", due: 1), try reminder("b", due: 20),
            ])
            #expect(ids(try await store.awaitingHandover(after: now + .seconds(2), limit: 2)) == ["a", "b"])
            #expect(ids(try await store.awaitingHandover(after: now + .seconds(10), limit: 9)) == ["b", "c"])
        },
        Case("what was handed over belongs to jobs") { store in
            let one = try reminder("handed", due: 10)
            _ = try await store.schedule([one])
            #expect(try await store.recordHandover([one]) == [.recorded])
            #expect(try await store.awaitingHandover(after: now, limit: 10) == [])
            #expect(try await fetch(one.id, from: store).carrier == .jobs)
            #expect(try await store.counts() == LedgerCounts(jobs: 1, earliestDue: one.due))
            #expect(try await store.recordHandover([one]) == [.recorded])
        },
        Case("a handover of an older generation leaves the newer one with the sweeper") { store in
            let old = try reminder("overtaken", due: 10)
            _ = try await store.schedule([old])
            let new = moved(old, due: 20)
            #expect(try await store.replace([Replacement(old: old, new: new, allowed: [.scheduled])]) == [.replaced])
            // The newer one was handed over first; then the older job overwrote it.
            #expect(try await store.recordHandover([new]) == [.recorded])
            #expect(try await store.recordHandover([old]) == [.outdated])
            #expect(try await fetch(old.id, from: store).carrier == .sweeper)
            #expect(ids(try await store.awaitingHandover(after: now, limit: 10)) == ["overtaken"])
        },
        Case("a handover that was overtaken by cancelling is a job to withdraw") { store in
            let one = try reminder("overtaken")
            _ = try await store.schedule([one])
            #expect(try await store.cancel([one.id], forgetAt: forgetAt) == [.cancelled(wasHandedOver: false)])
            #expect(try await store.recordHandover([one]) == [.gone])
            #expect(try await store.withdrawals(limit: 10) == [one.id])
        },
        Case("a handover that was overtaken by firing changes nothing") { store in
            let one = try reminder("overtaken", due: 0)
            _ = try await store.schedule([one])
            let claim = try await claimOne(store)
            #expect(try await store.recordHandover([one]) == [.gone])
            #expect(try await fire(claim, in: store))
            #expect(try await store.recordHandover([one, try reminder("unknown")]) == [.gone, .gone])
            #expect(try await fetch(one.id, from: store).state == .fired)
            #expect(try await store.withdrawals(limit: 10) == [])
        },
        Case("what is tried again is not handed over") { store in
            let one = try reminder("retrying", due: 0)
            _ = try await store.schedule([one])
            try await retry(try await claimOne(store), at: now + .seconds(30), in: store)
            #expect(try await store.awaitingHandover(after: now, limit: 10) == [])
            #expect(try await store.recordHandover([one]) == [.gone])
            #expect(try await fetch(one.id, from: store).carrier == .sweeper)
        },
        Case("what was tried already does not stand in the way of what waits behind it") { store in
            let tried = try (0..<30).map { try reminder("tried-\($0)", due: 0) }
            _ = try await store.schedule(tried + [try reminder("waiting", due: 100)])
            for claim in try await store.claimDue(window()).claims { try await retry(claim, at: now + .seconds(50), in: store) }
            #expect(ids(try await store.awaitingHandover(after: now, limit: 2)) == ["waiting"])
        },
    ]
}
