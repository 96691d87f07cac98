import Reminders
import RemindersTestKit
import Testing

@testable import Reminders

@Suite("The sweeper")
struct SweepingTests {
    @Test("fires at the millisecond that was asked for, and not before")
    func precise() async throws {
        let fixture = EngineFixture()
        fixture.carrier.health = .absent(reason: "switched off")
        try await fixture.running {
            let reminder = try await fixture.schedule("precise", in: .milliseconds(700))
            try await fixture.eventually("it sleeps until the due time") { fixture.clock.deadlines.contains(reminder.due) }
            fixture.clock.advance(by: .milliseconds(699))
            for _ in 0..<200 { await Task.yield() }
            #expect(fixture.publishedIDs == [])
            fixture.clock.advance(by: .milliseconds(1))
            try await fixture.eventually("it fires") { fixture.publishedIDs == ["precise:1"] }
            try await fixture.eventually("it is settled") { try await fixture.reminder("precise").state == .fired }
            let fired = try await fixture.reminder("precise")
            #expect(fired.lag == 0)
            #expect(fired.carrier == .sweeper)
        }
    }

    @Test("is woken by a reminder that is due earlier than what it sleeps for")
    func woken() async throws {
        let fixture = EngineFixture()
        fixture.carrier.health = .absent(reason: "switched off")
        try await fixture.running {
            let late = try await fixture.schedule("late", in: .milliseconds(900))
            try await fixture.eventually("it sleeps") { fixture.clock.deadlines.contains(late.due) }
            let early = try await fixture.schedule("early", in: .milliseconds(100))
            try await fixture.eventually("it sleeps for the earlier one") { fixture.clock.deadlines.contains(early.due) }
            fixture.clock.advance(by: .milliseconds(100))
            try await fixture.eventually("the earlier one fires") { fixture.publishedIDs == ["early:1"] }
        }
    }

    @Test("is woken by a reminder that was accepted while it was looking")
    func acceptedMeanwhile() async throws {
        let fixture = EngineFixture()
        fixture.carrier.health = .absent(reason: "switched off")
        try await fixture.running {
            try await fixture.eventually("it sleeps") { !fixture.clock.deadlines.isEmpty }
            try await fixture.pass(.milliseconds(500))
            fixture.store.afterNext(.claimDue) { _ = try? await fixture.schedule("hidden", in: .milliseconds(300)) }
            try await fixture.eventually("it looks once more") {
                fixture.clock.advance(by: .milliseconds(10))
                return try await fixture.ledger.counts().sweeper == 1
            }
            try await fixture.pass(.milliseconds(300), step: .milliseconds(10))
            try await fixture.eventually("it fires") { fixture.publishedIDs == ["hidden:1"] }
            #expect(try #require(fixture.publisher.published.first?.reminder.lag) < 100)
        }
    }

    @Test("fires on the cron binding's tick when only the tick is left")
    func tick() async throws {
        let fixture = EngineFixture()
        try await fixture.schedule("ticked", in: .seconds(1))
        fixture.clock.advance(by: .seconds(1))
        await fixture.engine.sweeper.tick()
        try await fixture.eventually("it fires") { fixture.publishedIDs == ["ticked:1"] }
        #expect(fixture.engine.sweeper.lastTick == fixture.clock.now)
    }

    @Test("overlapping ticks fire each reminder once")
    func overlapping() async throws {
        let fixture = EngineFixture()
        for index in 0..<200 { try await fixture.schedule("r\(index)", in: .seconds(1)) }
        fixture.clock.advance(by: .seconds(1))
        await withTaskGroup { group in
            for _ in 0..<20 { group.addTask { await fixture.engine.sweeper.tick() } }
        }
        try await fixture.eventually("all fire") { fixture.publishedIDs.count >= 200 }
        #expect(Set(fixture.publishedIDs).count == 200)
        #expect(fixture.publishedIDs.count == 200)
    }

    @Test("takes over what a replica that died was firing, under the same event id")
    func recovers() async throws {
        let fixture = EngineFixture()
        fixture.carrier.health = .absent(reason: "switched off")
        let reminder = try await fixture.schedule("abandoned", in: .seconds(1))
        fixture.clock.advance(by: .seconds(1))
        let window = DueWindow(now: reminder.due, jobsGrace: .zero, limit: 1, leaseEnds: reminder.due + .seconds(4))
        let claims = try await fixture.ledger.claimDue(window).claims
        #expect(claims.count == 1)
        try await fixture.running {
            try await fixture.pass(.seconds(3))
            #expect(fixture.publishedIDs == [])
            try await fixture.pass(.seconds(2))
            try await fixture.eventually("it fires again") { fixture.publishedIDs == ["abandoned:1"] }
        }
        #expect(try await fixture.reminder("abandoned").attempts == 1)
    }

    @Test("leaves nothing claimed when it is shut down")
    func shutdown() async throws {
        let fixture = EngineFixture()
        fixture.carrier.health = .absent(reason: "switched off")
        try await fixture.running {
            for index in 0..<50 { try await fixture.schedule("r\(index)", in: .milliseconds(10)) }
            fixture.clock.advance(by: .milliseconds(10))
        }
        let counts = try await fixture.ledger.counts()
        #expect(counts.firing == 0)
        #expect(counts.finished == fixture.publishedIDs.count)
    }

    @Test("keeps sweeping when the ledger comes back")
    func ledgerBack() async throws {
        let fixture = EngineFixture()
        fixture.carrier.health = .absent(reason: "switched off")
        try await fixture.running {
            try await fixture.schedule("patient", in: .milliseconds(500))
            fixture.store.weather = .away
            try await fixture.pass(.seconds(2))
            #expect(fixture.publishedIDs == [])
            fixture.store.weather = .fine
            try await fixture.pass(.milliseconds(500))
            try await fixture.eventually("it fires") { fixture.publishedIDs == ["patient:1"] }
        }
    }

    @Test("fires nothing by a clock that was not yet compared with the ledger's")
    func unsettledClock() async throws {
        let fixture = EngineFixture()
        fixture.carrier.health = .absent(reason: "switched off")
        try await fixture.schedule("perhaps-early", in: .seconds(1))
        fixture.clock.isSettled = false
        fixture.clock.advance(by: .seconds(2))
        try await fixture.running {
            await fixture.engine.sweeper.tick()
            try await fixture.pass(.seconds(1))
            #expect(fixture.publishedIDs == [])
            fixture.clock.isSettled = true
            try await fixture.pass(.seconds(1))
            try await fixture.eventually("it fires") { fixture.publishedIDs == ["perhaps-early:1"] }
        }
    }

    @Test("what it could not begin in time goes back untried, and is not taken for one that may be out")
    func noTimeLeft() async throws {
        var configuration = ReminderEngine.Configuration()
        configuration.lease = .seconds(4)
        let fixture = EngineFixture(configuration: configuration)
        fixture.carrier.health = .absent(reason: "switched off")
        let reminder = try await fixture.schedule("squeezed", in: .seconds(1))
        fixture.clock.advance(by: .seconds(1))
        // The answer to the claim takes so long that too little of the lease is left.
        fixture.store.afterNext(.claimDue) { fixture.clock.advance(by: .milliseconds(3_200)) }
        await fixture.engine.sweeper.tick()
        try await fixture.eventually("it is back") { try await fixture.reminder("squeezed").state == .scheduled }
        let back = try await fixture.reminder("squeezed")
        #expect(!back.isUncertain && back.attempts == 0)
        #expect(fixture.publishedIDs == [])
        await fixture.engine.sweeper.tick()
        try await fixture.eventually("it fires") { fixture.publishedIDs == [reminder.eventID] }
    }
}
