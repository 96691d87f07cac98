import Reminders
import Testing

extension ReminderStoreSuite {
    static let cancelling: [Case] = [
        Case("a cancelled reminder is not claimed, and says so") { store in
            let one = try reminder("cancelled", due: 0)
            _ = try await store.schedule([one])
            #expect(try await store.cancel([one.id], forgetAt: forgetAt) == [.cancelled(wasHandedOver: false)])
            #expect(try await fetch(one.id, from: store).state == .cancelled)
            #expect(try await store.claimDue(window(at: 60)).claims == [])
            #expect(
                try await store.claim([Trigger(reminder: one, ledger: try await store.ledgerID())], leaseEnds: forgetAt, keptSince: now)
                    == [.finished]
            )
            #expect(try await store.cancel([one.id], forgetAt: forgetAt) == [.alreadyCancelled])
            #expect(try await store.withdrawals(limit: 10) == [])
        },
        Case("cancelling tells firing, fired and unknown apart") { store in
            _ = try await store.schedule([try reminder("fired", due: 0), try reminder("firing", due: 1)])
            let fired = try await claimOne(store)
            #expect(try await fire(fired, in: store))
            let firing = try await claimOne(store, at: 1)
            let unknown = try #require(ReminderID("unknown"))
            #expect(
                try await store.cancel([fired.reminder.id, firing.reminder.id, unknown], forgetAt: forgetAt) == [.fired, .firing, .missing]
            )
        },
        Case("a reminder that waits for its next attempt can be cancelled") { store in
            _ = try await store.schedule([try reminder("retrying", due: 0)])
            let claim = try await claimOne(store)
            try await retry(claim, at: now + .seconds(5), in: store)
            #expect(try await store.cancel([claim.reminder.id], forgetAt: forgetAt) == [.cancelled(wasHandedOver: false)])
            #expect(try await store.claimDue(window(at: 10)).claims == [])
        },
        Case("a dead reminder can be cancelled") { store in
            _ = try await store.schedule([try reminder("dead", due: 0)])
            let claim = try await claimOne(store)
            try await bury(claim, in: store)
            #expect(try await store.cancel([claim.reminder.id], forgetAt: forgetAt) == [.cancelled(wasHandedOver: false)])
            #expect(try await store.counts() == LedgerCounts(finished: 1))
        },
        Case("a job of a cancelled reminder is remembered until it is withdrawn") { store in
            let one = try reminder("handed")
            _ = try await store.schedule([one])
            #expect(try await store.recordHandover([one]) == [.recorded])
            #expect(try await store.cancel([one.id], forgetAt: forgetAt) == [.cancelled(wasHandedOver: true)])
            #expect(try await store.withdrawals(limit: 10) == [one.id])
            #expect(try await store.counts().withdrawals == 1)
            #expect(try await store.forget(now: forgetAt, limit: 10) == 0)
            try await store.confirmWithdrawn([one.id])
            #expect(try await store.withdrawals(limit: 10) == [])
            #expect(try await store.forget(now: forgetAt, limit: 10) == 1)
            #expect(try await store.fetch([one.id]) == [nil])
        },
        Case("a job of an older generation is withdrawn too") { store in
            let old = try reminder("handed-then-moved")
            _ = try await store.schedule([old])
            #expect(try await store.recordHandover([old]) == [.recorded])
            let handed = try await fetch(old.id, from: store)
            #expect(try await store.replace([Replacement(old: handed, new: moved(handed, due: 1), allowed: [.scheduled])]) == [.replaced])
            #expect(try await store.cancel([old.id], forgetAt: forgetAt) == [.cancelled(wasHandedOver: true)])
            #expect(try await store.withdrawals(limit: 10) == [old.id])
        },
        Case("cancelling against claiming has one winner for every reminder") { store in
            let many = try (0..<60).map { try reminder("contended-\($0)", due: 0) }
            _ = try await store.schedule(many)
            let (cancelled, claimed) = try await withThrowingTaskGroup(of: ([ReminderID], [ReminderID]).self) { group in
                for one in many {
                    group.addTask {
                        let won = try await store.cancel([one.id], forgetAt: forgetAt) == [.cancelled(wasHandedOver: false)]
                        return (won ? [one.id] : [], [])
                    }
                    group.addTask { ([], try await store.claimDue(window(limit: 1)).claims.map(\.reminder.id)) }
                }
                return try await group.reduce(into: ([ReminderID](), [ReminderID]())) {
                    $0.0 += $1.0
                    $0.1 += $1.1
                }
            }
            #expect(Set(cancelled).isDisjoint(with: claimed))
            #expect(Set(cancelled).count + Set(claimed).count == many.count)
            #expect(cancelled.count + claimed.count == many.count)
        },
    ]
}
