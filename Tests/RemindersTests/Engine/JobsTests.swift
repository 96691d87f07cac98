import Reminders
import RemindersTestKit
import Testing

@testable import Reminders

@Suite("With the Jobs API")
struct JobsTests {
    /// A trigger as Dapr would deliver it: what the carrier holds.
    static func trigger(_ id: String, in fixture: EngineFixture) throws -> Trigger {
        let id = try #require(ReminderID(id))
        return try #require(fixture.carrier.jobs[id])
    }

    @Test("a reminder is handed over after acceptance and fires by its trigger")
    func fires() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            let reminder = try await fixture.schedule("handed", in: .seconds(10))
            try await fixture.eventually("it is handed over") { try await fixture.reminder("handed").carrier == .jobs }
            let trigger = try Self.trigger("handed", in: fixture)
            #expect(trigger.reminder.due == reminder.due)
            #expect(trigger.ledger == LedgerID("memory"))
            fixture.clock.advance(to: reminder.due)
            #expect(await fixture.engine.triggers.handle(trigger) == .done)
            #expect(fixture.publishedIDs == ["handed:1"])
            let fired = try await fixture.reminder("handed")
            #expect(fired.state == .fired && fired.carrier == .jobs && fired.lag == 0)
            #expect(await fixture.engine.triggers.handle(trigger) == .done)
            try await fixture.pass(.seconds(5))
            #expect(fixture.publishedIDs == ["handed:1"])
        }
    }

    @Test("a reminder nearer than the lead time stays with the sweeper")
    func near() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            try await fixture.schedule("near", in: .seconds(2))
            try await fixture.schedule("far", in: .seconds(3))
            try await fixture.eventually("the far one is handed over") { Set(fixture.carrier.handed) == ["far:1"] }
            #expect(try await fixture.reminder("near").carrier == .sweeper)
        }
    }

    @Test("a lost job is fired by the net after the grace")
    func lost() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            try await fixture.schedule("lost", in: .seconds(10))
            try await fixture.eventually("it is handed over") { try await fixture.reminder("lost").carrier == .jobs }
            try await fixture.pass(.milliseconds(11_900))
            #expect(fixture.publishedIDs == [])
            try await fixture.pass(.milliseconds(200))
            try await fixture.eventually("the net fires it") { fixture.publishedIDs == ["lost:1"] }
            try await fixture.eventually("it is settled") { try await fixture.reminder("lost").carrier == .sweeper }
        }
    }

    @Test("both carriers waking at once give one event")
    func both() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            for index in 0..<50 { try await fixture.schedule("r\(index)", in: .seconds(10)) }
            try await fixture.eventually("all are handed over") { try await fixture.ledger.counts().jobs == 50 }
            let triggers = try (0..<50).map { try Self.trigger("r\($0)", in: fixture) }
            fixture.clock.advance(by: .seconds(12))
            await withTaskGroup { group in
                for trigger in triggers {
                    group.addTask { _ = await fixture.engine.triggers.handle(trigger) }
                    group.addTask { _ = await fixture.engine.triggers.handle(trigger) }
                }
                group.addTask { await fixture.engine.sweeper.tick() }
            }
            try await fixture.eventually("all are settled") { try await fixture.ledger.counts().finished == 50 }
            #expect(fixture.publishedIDs.count == 50)
            #expect(Set(fixture.publishedIDs).count == 50)
        }
    }

    @Test("a trigger of an older generation does nothing, at any time")
    func olderGeneration() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            let old = try await fixture.schedule("moved", in: .seconds(10))
            try await fixture.eventually("it is handed over") { try await fixture.reminder("moved").carrier == .jobs }
            let stale = try Self.trigger("moved", in: fixture)
            let new = try await fixture.engine.scheduler.snooze(old.id, until: .after(.seconds(30)))
            #expect(new.generation == 2)
            try await fixture.eventually("the new one is handed over") { fixture.carrier.jobs[old.id]?.reminder.generation == 2 }
            fixture.clock.advance(to: old.due)
            #expect(await fixture.engine.triggers.handle(stale) == .done)
            fixture.clock.advance(to: new.due)
            #expect(await fixture.engine.triggers.handle(try Self.trigger("moved", in: fixture)) == .done)
            #expect(await fixture.engine.triggers.handle(stale) == .done)
            #expect(fixture.publishedIDs == ["moved:2"])
        }
    }

    @Test("a trigger a little early is held until its time")
    func early() async throws {
        let fixture = EngineFixture()
        let reminder = try await fixture.schedule("early", in: .seconds(10))
        let trigger = Trigger(reminder: reminder, ledger: LedgerID("memory"))
        fixture.clock.advance(by: .milliseconds(9_500))
        async let answer = fixture.engine.triggers.handle(trigger)
        try await fixture.eventually("it waits") { fixture.clock.deadlines == [reminder.due] }
        #expect(fixture.publishedIDs == [])
        fixture.clock.advance(to: reminder.due)
        #expect(await answer == .done)
        #expect(fixture.publishedIDs == ["early:1"])
    }

    @Test("a trigger from a scheduler whose clock is minutes ahead fires at its time all the same")
    func skewed() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            let reminder = try await fixture.schedule("skewed", in: .seconds(300))
            try await fixture.eventually("it is handed over") { try await fixture.reminder("skewed").carrier == .jobs }
            #expect(await fixture.engine.triggers.handle(try Self.trigger("skewed", in: fixture)) == .done)
            #expect(fixture.publishedIDs == [])
            // Handed over again it would come early again, and so on.
            let handovers = fixture.carrier.handed.count
            try await fixture.pass(.seconds(5))
            #expect(try await fixture.reminder("skewed").carrier == .sweeper)
            #expect(fixture.carrier.handed.count == handovers)
            fixture.clock.advance(to: reminder.due - .milliseconds(1))
            await fixture.engine.sweeper.tick()
            #expect(fixture.publishedIDs == [])
            fixture.clock.advance(to: reminder.due)
            await fixture.engine.sweeper.tick()
            try await fixture.eventually("it fires") { fixture.publishedIDs == ["skewed:1"] }
        }
    }

    @Test("a cancelled reminder's job is withdrawn, and its trigger does nothing")
    func cancelled() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            let reminder = try await fixture.schedule("cancelled", in: .seconds(10))
            try await fixture.eventually("it is handed over") { try await fixture.reminder("cancelled").carrier == .jobs }
            let trigger = try Self.trigger("cancelled", in: fixture)
            try await fixture.engine.scheduler.cancel(reminder.id)
            try await fixture.eventually("the job is withdrawn") { Set(fixture.carrier.withdrawn) == [reminder.id] }
            try await fixture.eventually("that is recorded") { try await fixture.ledger.counts().withdrawals == 0 }
            fixture.clock.advance(to: reminder.due)
            #expect(await fixture.engine.triggers.handle(trigger) == .done)
            try await fixture.pass(.seconds(5))
            #expect(fixture.publishedIDs == [])
        }
    }

    @Test("a job that could not be withdrawn is withdrawn later")
    func withdrawnLater() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            let reminder = try await fixture.schedule("cancelled", in: .seconds(100))
            try await fixture.eventually("it is handed over") { try await fixture.reminder("cancelled").carrier == .jobs }
            fixture.carrier.health = .unhealthy(reason: "down")
            try await fixture.engine.scheduler.cancel(reminder.id)
            try await fixture.pass(.seconds(10))
            #expect(try await fixture.ledger.withdrawals(limit: 9) == [reminder.id])
            fixture.carrier.health = .healthy
            try await fixture.pass(.seconds(10))
            try await fixture.eventually("the job is withdrawn") { Set(fixture.carrier.withdrawn) == [reminder.id] }
        }
    }
}
