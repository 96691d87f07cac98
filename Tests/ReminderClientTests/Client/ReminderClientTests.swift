import Curl
import JSON
import ReminderClient
import Reminders
import RemindersTestKit
import ServiceKit
import Testing

@Suite("The client against a real engine")
struct ReminderClientTests {
    @Test("what is scheduled is read back with all of its fields")
    func roundTrip() async throws {
        try await LiveEngine.with { live in
            let data = try RawJSON(validating: Array(#"{"n":1}"#.utf8))
            let wanted = NewReminder(
                id: "a",
                userID: "ada & co",
                taskID: "t",
                title: "Tea",
                time: .after("10m"),
                topic: "alarms",
                tags: ["x", "y"],
                data: data
            )
            let (made, isNew) = try await live.client.schedule(wanted)
            #expect(isNew)
            #expect(made.userID == "ada & co" && made.taskID == "t" && made.title == "Tea" && made.tags == ["x", "y"])
            #expect(made.data == data && made.topic == "alarms" && made.eventID == "a:1" && made.state == "scheduled")
            #expect(made.remindAt == (live.clock.now + .seconds(600)).rfc3339)
            #expect(try await live.client.reminder("a") == made)
            let (again, isNewAgain) = try await live.client.schedule(wanted)
            #expect(again == made && !isNewAgain)
            // As written is as read.
            #expect(try ReminderRecord(json: JSONWriter.encode(made)) == made)
        }
    }

    @Test("local times and idempotency keys reach the engine")
    func timesAndKeys() async throws {
        try await LiveEngine.with { live in
            let local = NewReminder(userID: "ada", time: .local("2027-03-28T02:30", zone: "Europe/Berlin"))
            let made = try await live.client.schedule(local, idempotencyKey: "k").reminder
            #expect(made.remindAt == "2027-03-28T01:30:00.000Z")
            #expect(try await live.client.schedule(local, idempotencyKey: "k").reminder == made)
        }
    }

    @Test("of a batch, each has its own outcome")
    func batch() async throws {
        try await LiveEngine.with { live in
            let wanted = [
                NewReminder(id: "a", userID: "ada", time: .after("1m")), NewReminder(id: "b", userID: "", time: .after("1m")),
                NewReminder(id: "a", userID: "ada", time: .after("1m")), NewReminder(id: "a", userID: "eve", time: .after("1m")),
            ]
            let outcomes = try await live.client.schedule(wanted)
            guard case .created(let made) = outcomes[0], case .failed(let invalid) = outcomes[1], case .existing(let same) = outcomes[2],
                case .failed(let taken) = outcomes[3]
            else { return #expect(Bool(false), "\(outcomes)") }
            #expect(made.id == "a" && same == made)
            #expect(invalid.code == .invalid && invalid.fields.map(\.field) == ["reminders[1].user_id"])
            #expect(taken.code == .conflict && taken.type == "urn:punctual:problem:id-taken")
        }
    }

    @Test("a listing is paged to its end, with conditions that need escaping")
    func paging() async throws {
        try await LiveEngine.with { live in
            let wanted = (0..<25).map { NewReminder(id: "r\($0)", userID: "a+b @ü", time: .after("\($0 + 1)m")) }
            _ = try await live.client.schedule(wanted)
            _ = try await live.client.schedule(NewReminder(userID: "other", time: .after("1m")))
            var (ids, cursor) = ([String](), nil as String?)
            repeat {
                let page = try await live.client.list(ReminderFilter(userID: "a+b @ü", state: "scheduled"), limit: 10, cursor: cursor)
                ids += page.reminders.map(\.id)
                cursor = page.next
            } while cursor != nil
            #expect(ids == wanted.compactMap(\.id))
        }
    }

    @Test("a change depends on the generation if it is told one; null removes")
    func changing() async throws {
        try await LiveEngine.with { live in
            _ = try await live.client.schedule(NewReminder(id: "a", userID: "ada", title: "Tea", time: .after("1m"), tags: ["x"]))
            let changed = try await live.client.change("a", ReminderUpdate(title: .some(nil), tags: []), ifGeneration: 1)
            #expect(changed.title == nil && changed.tags == [] && changed.generation == 2)
            let outdated = try await clientError { try await live.client.change("a", ReminderUpdate(title: "x"), ifGeneration: 1) }
            #expect(outdated.code == .generationMismatch)
            let put = try await live.client.snooze("a", .after("2h"), ifGeneration: 2)
            #expect(put.remindAt == (live.clock.now + .seconds(7200)).rfc3339 && put.generation == 3)
        }
    }

    @Test("cancelling by id, ids and what they have in common")
    func cancelling() async throws {
        try await LiveEngine.with { live in
            let wanted = (0..<6).map { NewReminder(id: "r\($0)", userID: $0 < 3 ? "ada" : "eve", time: .after("1m"), tags: ["t\($0 % 2)"]) }
            _ = try await live.client.schedule(wanted)
            try await live.client.cancel("r0")
            #expect(try await live.client.cancel(["r1", "r0", "nobody"]) == 1)
            #expect(try await live.client.cancel(userID: "eve", tag: "t1") == 2)
            #expect(try await live.client.list(ReminderFilter(state: "scheduled")).reminders.map(\.id) == ["r2", "r4"])
            #expect(try await clientError { try await live.client.cancel("nobody") }.code == .notFound)
        }
    }

    @Test("the mode, the dead, readiness and metrics")
    func operation() async throws {
        try await LiveEngine.with { live in
            _ = try await live.client.schedule(NewReminder(id: "a", userID: "ada", time: .after("1s")))
            live.clock.advance(by: .seconds(1))
            try await live.settleDue(as: .dead)
            let dead = try await live.client.dead(limit: 10).reminders
            #expect(dead.map(\.id) == ["a"] && dead.first?.lastError == "too big")
            #expect(try await live.client.mode().counts?.dead == 1)
            #expect(try await live.client.redrive(["a"]) == 1)
            #expect(try await live.client.redrive() == 0)
            let mode = try await live.client.setMode("fallback")
            #expect(mode.configured == "fallback" && mode.effective == "fallback" && mode.breaker.state == "closed")
            #expect(mode.counts?.pending == 1)
            let gate = live.readiness.gate("ledger", reason: "Redis is away")
            #expect(try await live.client.waits() == [EngineWait(name: "ledger", reason: "Redis is away")])
            gate.open()
            #expect(try await live.client.waits() == [])
            #expect(try await live.client.metrics().sum("punctual_reminders_accepted_total", label: "by=\"ledger\"") == 1)
            #expect(try await live.client.metrics().sum("no_such_metric") == nil)
        }
    }

    @Test("an outage is told from a mistake")
    func errors() async throws {
        try await LiveEngine.with { live in
            let wrong = try await clientError { try await live.client.schedule(NewReminder(id: "ä", userID: "", time: .after("soon"))) }
            #expect(wrong.code == .invalid && !wrong.isRetriable && wrong.status == 422)
            #expect(Set(wrong.fields.map(\.field)) == ["id", "user_id", "delay"])
            live.store.weather = .away
            live.carrier.health = .unhealthy(reason: "down")
            let away = try await clientError { try await live.client.schedule(NewReminder(userID: "ada", time: .after("1m"))) }
            #expect(away.code == .unavailable && away.isRetriable && away.mayHaveHappened)
            #expect(try await live.client.mode().counts == nil)
        }
        let http = CurlClient(logger: LiveEngine.quiet)
        let nobody = try await clientError { try await ReminderClient(baseURL: "http://127.0.0.1:1", http: http).mode() }
        #expect(nobody.code == .unreachable && nobody.isRetriable && !nobody.mayHaveHappened && nobody.status == nil)
        await http.shutdown()
    }
}
