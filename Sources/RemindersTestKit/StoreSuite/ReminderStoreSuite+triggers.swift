import Reminders
import Testing

extension ReminderStoreSuite {
    static let triggers: [Case] = [
        Case("a trigger claims the generation it names, once") { store in
            let one = try reminder("triggered", due: 10)
            _ = try await store.schedule([one])
            _ = try await store.recordHandover([one])
            let trigger = Trigger(reminder: one, ledger: try await store.ledgerID())
            let lease = now + .seconds(15)
            let results = try await store.claim([trigger, trigger], leaseEnds: lease, keptSince: now)
            guard case .claimed(let claim) = results[0] else { return #expect(Bool(false), "\(results)") }
            #expect(claim.leaseEnds == lease && claim.reminder.generation == 1 && !claim.isRecovered)
            #expect(results[1] == .busy)
            #expect(try await store.claimDue(window(at: 14)).claims == [])
            #expect(try await fire(claim, in: store, by: .jobs))
            #expect(try await store.claim([trigger], leaseEnds: lease, keptSince: now) == [.finished])
            #expect(try await fetch(one.id, from: store).carrier == .jobs)
        },
        Case("a trigger claims what the sweeper still has") { store in
            let one = try reminder("kept", due: 10)
            _ = try await store.schedule([one])
            let results = try await store.claim(
                [Trigger(reminder: one, ledger: try await store.ledgerID())],
                leaseEnds: now + .seconds(15),
                keptSince: now
            )
            guard case .claimed = results[0] else { return #expect(Bool(false), "\(results)") }
            #expect(try await store.claimDue(window(at: 10)).claims == [])
        },
        Case("a trigger of an older generation does nothing") { store in
            let old = try reminder("moved", due: 10)
            _ = try await store.schedule([old])
            let new = moved(old, due: 20)
            _ = try await store.replace([Replacement(old: old, new: new, allowed: [.scheduled])])
            #expect(
                try await store.claim([Trigger(reminder: old, ledger: try await store.ledgerID())], leaseEnds: forgetAt, keptSince: now)
                    == [.outdated]
            )
            #expect(try await store.fetch([old.id]) == [new])
            #expect(ids(try await store.claimDue(window(at: 20)).claims) == ["moved"])
        },
        Case("a trigger for what this ledger finished and forgot does nothing") { store in
            let forgotten = Trigger(reminder: try reminder("forgotten"), ledger: try await store.ledgerID())
            #expect(try await store.claim([forgotten], leaseEnds: forgetAt, keptSince: now) == [.finished])
            #expect(try await store.fetch([forgotten.reminder.id]) == [nil])
        },
        Case("a trigger from a ledger that was lost is adopted and fires") { store in
            let lost = try reminder("lost", due: 10)
            for (index, ledger) in [LedgerID("another"), nil].enumerated() {
                var one = lost
                if index == 1 { one = try reminder("accepted-without-ledger", due: 10) }
                let results = try await store.claim([Trigger(reminder: one, ledger: ledger)], leaseEnds: now + .seconds(15), keptSince: now)
                guard case .claimed(let claim) = results[0] else { return #expect(Bool(false), "\(results)") }
                #expect(claim.reminder.due == one.due && claim.reminder.title == one.title)
                #expect(try await store.claim([Trigger(reminder: one, ledger: ledger)], leaseEnds: forgetAt, keptSince: now) == [.busy])
                #expect(try await fire(claim, in: store, by: .jobs))
                #expect(try await store.claim([Trigger(reminder: one, ledger: ledger)], leaseEnds: forgetAt, keptSince: now) == [.finished])
                #expect(ids(try await store.list(ReminderQuery(userID: "ada", state: .fired)).reminders).contains(one.id.text))
            }
        },
        Case("a trigger that is newer than the ledger is believed") { store in
            let old = try reminder("rolled-back", due: 10)
            _ = try await store.schedule([old])
            let new = moved(old, due: 12)
            let results = try await store.claim(
                [Trigger(reminder: new, ledger: try await store.ledgerID())],
                leaseEnds: now + .seconds(17),
                keptSince: now
            )
            guard case .claimed(let claim) = results[0] else { return #expect(Bool(false), "\(results)") }
            #expect(claim.reminder.generation == 2)
            #expect(try await store.claimDue(window(at: 12)).claims == [])
            #expect(try await fire(claim, in: store))
            #expect(try await store.list(ReminderQuery(userID: "ada")).reminders.map(\.generation) == [2])
        },
        Case("what a ledger that was restarted does not have was lost, unless it may be forgotten by now") { store in
            let mark = try await store.ledgerID()
            let before = LedgerID(birth: String(mark.birth), run: "before")
            let (recent, old) = (try reminder("recent", due: 10), try reminder("old", due: 10))
            let lease = now + .seconds(15)
            let adopted = try await store.claim([Trigger(reminder: recent, ledger: before)], leaseEnds: lease, keptSince: recent.due)
            guard case .claimed = adopted[0] else { return #expect(Bool(false), "\(adopted)") }
            let later = old.due + .milliseconds(1)
            #expect(
                try await store.claim([Trigger(reminder: old, ledger: before)], leaseEnds: lease, keptSince: later) == [.finished]
            )
            #expect(try await store.claim([Trigger(reminder: old, ledger: mark)], leaseEnds: lease, keptSince: now) == [.finished])
        },
        Case("a trigger for another time than the ledger's, of the same generation, does nothing") { store in
            let kept = try reminder("rolled-back", due: 20)
            _ = try await store.schedule([kept])
            var other = kept
            other.due = now + .seconds(10)
            let results = try await store.claim(
                [Trigger(reminder: other, ledger: try await store.ledgerID())],
                leaseEnds: now + .seconds(15),
                keptSince: now
            )
            #expect(results == [.outdated])
            #expect(try await fetch(kept.id, from: store).state == .scheduled)
        },
    ]
}
