import Logging
import Reminders
import RemindersTestKit
import Testing

@testable import Reminders

@Suite("Failing over")
struct FailoverTests {
    @Test("with Jobs down, acceptance goes on and firing is at most a second late")
    func jobsDown() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            let handed = try await fixture.schedule("handed", in: .seconds(10))
            try await fixture.eventually("it is handed over") { try await fixture.reminder("handed").carrier == .jobs }
            try await fixture.pass(.milliseconds(9_950), step: .milliseconds(50))
            // Goes down 50 ms before the reminder is due: the breaker has seen nothing yet.
            fixture.carrier.health = .unhealthy(reason: "timeout")
            let accepted = try await fixture.schedule("accepted", in: .seconds(3))
            try await fixture.pass(.milliseconds(1_050), step: .milliseconds(50))
            try await fixture.eventually("the handed one fired") { fixture.publishedIDs == ["handed:1"] }
            let lag = try #require(fixture.publisher.published.first).timestamp - handed.due
            #expect(lag <= .seconds(1))
            #expect(fixture.engine.mode.status.effective == .fallback)
            #expect(fixture.engine.mode.status.breaker.reason == "timeout")
            try await fixture.pass(.seconds(3), step: .milliseconds(10))
            try await fixture.eventually("the accepted one fired") { fixture.publishedIDs == ["handed:1", "accepted:1"] }
            #expect(fixture.publisher.published[1].timestamp - accepted.due < .milliseconds(20))
        }
    }

    @Test("when Jobs is back, what was accepted meanwhile is handed over, soonest first")
    func jobsBack() async throws {
        var configuration = ReminderEngine.Configuration()
        configuration.handoffConcurrency = 1
        let fixture = EngineFixture(configuration: configuration)
        fixture.carrier.health = .unhealthy(reason: "down")
        try await fixture.running {
            try await fixture.pass(.seconds(4))
            #expect(fixture.engine.mode.status.effective == .fallback)
            for (id, minutes) in [("c", 30), ("a", 10), ("b", 20)] { try await fixture.schedule(id, in: .seconds(60 * minutes)) }
            try await fixture.pass(.seconds(2))
            #expect(fixture.carrier.handed == [])
            fixture.carrier.health = .healthy
            try await fixture.pass(.seconds(6))
            try await fixture.eventually("all are handed over") { try await fixture.ledger.counts().jobs == 3 }
            #expect(fixture.carrier.handed == ["a:1", "b:1", "c:1"])
        }
    }

    @Test("the mode that an operator sets overrules the breaker, on every replica")
    func modes() async throws {
        let fixture = EngineFixture()
        let other = ModeController(store: fixture.ledger, carrier: fixture.carrier, clock: fixture.clock, logger: .init(label: "other"))
        try await fixture.running {
            try await fixture.engine.mode.set(.fallback)
            #expect(fixture.engine.mode.status.effective == .fallback)
            await other.refresh()
            #expect(other.status.effective == .fallback)
            try await fixture.schedule("kept", in: .seconds(60))
            try await fixture.pass(.seconds(2))
            #expect(fixture.carrier.handed == [])
            fixture.carrier.health = .unhealthy(reason: "down")
            try await fixture.engine.mode.set(.jobs)
            try await fixture.pass(.seconds(5))
            #expect(fixture.engine.mode.status.effective == .jobs)
            #expect(fixture.engine.mode.status.breaker.state == .open)
        }
    }

    @Test("with the ledger away, Jobs alone accepts, and the trigger fires from the job's data, once")
    func ledgerAway() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            fixture.store.weather = .away
            let reminder = try await fixture.schedule("alone", in: .seconds(10))
            #expect(reminder.carrier == .jobs)
            #expect(try await fixture.schedule("alone", in: .seconds(10)) == fixture.carrier.jobs[reminder.id]?.reminder)
            let trigger = try JobsTests.trigger("alone", in: fixture)
            #expect(trigger.ledger == nil)
            fixture.clock.advance(to: reminder.due)
            #expect(await fixture.engine.triggers.handle(trigger) == .done)
            #expect(fixture.publishedIDs == ["alone:1"])
            fixture.store.weather = .fine
            try await fixture.pass(.seconds(5))
            #expect(await fixture.engine.triggers.handle(trigger) == .done)
            try await fixture.eventually("the ledger knows it as fired") { try await fixture.reminder("alone").state == .fired }
            #expect(fixture.publishedIDs == ["alone:1"])
        }
    }

    @Test("what was accepted without the ledger is in it when it is back")
    func catchesUp() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            fixture.store.weather = .away
            try await fixture.schedule("owed", in: .seconds(60))
            #expect(try await fixture.engine.scheduler.reminder(try #require(ReminderID("owed"))).title == "owed")
            fixture.store.weather = .fine
            try await fixture.pass(.seconds(2))
            try await fixture.eventually("it is in the ledger") { try await fixture.ledger.counts().jobs == 1 }
        }
    }

    @Test("an emptied ledger loses nothing that was handed to Jobs")
    func ledgerEmptied() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            for index in 0..<20 { try await fixture.schedule("r\(index)", in: .seconds(60)) }
            try await fixture.eventually("all are handed over") { try await fixture.ledger.counts().jobs == 20 }
            fixture.ledger.wipe(newID: LedgerID("new"))
            fixture.clock.advance(by: .seconds(60))
            for index in 0..<20 {
                #expect(await fixture.engine.triggers.handle(try JobsTests.trigger("r\(index)", in: fixture)) == .done)
            }
            #expect(Set(fixture.publishedIDs).count == 20)
            #expect(fixture.publishedIDs.count == 20)
            #expect(try await fixture.ledger.counts().finished == 20)
        }
    }

    @Test("with both away, acceptance fails and says so")
    func bothAway() async throws {
        let fixture = EngineFixture()
        fixture.store.weather = .away
        fixture.carrier.health = .unhealthy(reason: "down")
        await #expect { try await fixture.schedule("nowhere", in: .seconds(60)) } throws: { error in
            (error as? ReminderError)?.code == .unavailable && (error as? ReminderError)?.isRetriable == true
        }
    }
}
