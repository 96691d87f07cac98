import Reminders
import Testing

extension ReminderStoreSuite {
    static func moved(_ old: Reminder, due seconds: Int) -> Reminder {
        var new = old
        new.due = now + .seconds(seconds)
        new.generation += 1
        new.attempts = 0
        new.firedAt = nil
        new.lastError = nil
        return new
    }

    static let changing: [Case] = [
        Case("a change moves the reminder and everything that finds it") { store in
            var old = try reminder("moving")
            old.tags = ["a", "b"]
            _ = try await store.schedule([old])
            var new = moved(old, due: 10)
            new.tags = ["b", "c"]
            new.title = "New"
            #expect(try await store.replace([Replacement(old: old, new: new, allowed: [.scheduled])]) == [.replaced])
            #expect(try await store.fetch([old.id]) == [new])
            #expect(ids(try await store.list(ReminderQuery(tag: "a")).reminders) == [])
            #expect(ids(try await store.list(ReminderQuery(tag: "b")).reminders) == ["moving"])
            #expect(ids(try await store.list(ReminderQuery(tag: "c")).reminders) == ["moving"])
            #expect(try await store.list(ReminderQuery(userID: "ada")).reminders == [new])
            #expect(try await store.claimDue(window(at: 9)).claims == [])
            #expect(ids(try await store.claimDue(window(at: 10)).claims) == ["moving"])
            #expect(try await store.claimDue(window(at: 60, lease: .seconds(99))).claims.map(\.isRecovered) == [true])
        },
        Case("a change made from an older generation is refused") { store in
            let old = try reminder("contended")
            _ = try await store.schedule([old])
            let first = moved(old, due: 10)
            let late = moved(old, due: 20)
            #expect(
                try await store.replace([
                    Replacement(old: old, new: first, allowed: [.scheduled]), Replacement(old: old, new: late, allowed: [.scheduled]),
                ]) == [.replaced, .refused(first)]
            )
        },
        Case("of many concurrent changes from one generation one happens") { store in
            let old = try reminder("raced")
            _ = try await store.schedule([old])
            let replaced = try await withThrowingTaskGroup { group in
                for seconds in 1...16 {
                    group.addTask { try await store.replace([Replacement(old: old, new: moved(old, due: seconds), allowed: [.scheduled])]) }
                }
                return try await group.reduce(into: 0) { $0 += $1 == [.replaced] ? 1 : 0 }
            }
            #expect(replaced == 1)
            #expect(try await fetch(old.id, from: store).generation == 2)
        },
        Case("what is being fired can't be changed") { store in
            _ = try await store.schedule([try reminder("firing", due: 0)])
            let claim = try await claimOne(store)
            let change = Replacement(old: claim.reminder, new: moved(claim.reminder, due: 60), allowed: [.scheduled, .fired, .dead])
            #expect(try await store.replace([change]) == [.refused(claim.reminder)])
        },
        Case("what may have been published can't be changed until that is settled") { store in
            _ = try await store.schedule([try reminder("uncertain", due: 0)])
            try await retry(try await claimOne(store), at: now + .seconds(5), uncertain: true, in: store)
            let current = try await fetch(try #require(ReminderID("uncertain")), from: store)
            #expect(current.isUncertain)
            let change = Replacement(old: current, new: moved(current, due: 60), allowed: [.scheduled])
            #expect(try await store.replace([change]) == [.refused(current)])
            #expect(try await store.cancel([current.id], forgetAt: forgetAt) == [.firing])
        },
        Case("a fired reminder becomes scheduled again when the change allows it, and is not forgotten") { store in
            _ = try await store.schedule([try reminder("snoozed", due: 0)])
            let claim = try await claimOne(store)
            #expect(try await fire(claim, in: store))
            let fired = try await fetch(claim.reminder.id, from: store)
            let again = moved(fired, due: 30)
            #expect(try await store.replace([Replacement(old: fired, new: again, allowed: [.scheduled])]) == [.refused(fired)])
            #expect(try await store.replace([Replacement(old: fired, new: again, allowed: [.scheduled, .fired])]) == [.replaced])
            let scheduled = try await fetch(fired.id, from: store)
            #expect(scheduled.state == .scheduled && scheduled.generation == 2)
            #expect(try await store.forget(now: forgetAt + .seconds(1), limit: 10) == 0)
            #expect(ids(try await store.claimDue(window(at: 30)).claims) == ["snoozed"])
        },
        Case("a dead reminder is driven again") { store in
            _ = try await store.schedule([try reminder("redriven", due: 0)])
            try await bury(try await claimOne(store), in: store)
            let dead = try await fetch(try #require(ReminderID("redriven")), from: store)
            #expect(dead.state == .dead)
            var alive = dead
            alive.attempts = 0
            alive.state = .scheduled
            #expect(try await store.replace([Replacement(old: dead, new: alive, allowed: [.dead])]) == [.replaced])
            #expect(try await store.counts().dead == 0)
            #expect(ids(try await store.claimDue(window()).claims) == ["redriven"])
        },
        Case("an unknown reminder can't be changed") { store in
            let unknown = try reminder("unknown")
            #expect(try await store.replace([Replacement(old: unknown, new: moved(unknown, due: 1), allowed: [.scheduled])]) == [.missing])
            #expect(try await store.fetch([unknown.id]) == [nil])
        },
    ]
}
