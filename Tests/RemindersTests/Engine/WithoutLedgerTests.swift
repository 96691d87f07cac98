import Logging
import Reminders
import RemindersTestKit
import Testing

@testable import Reminders

@Suite("What was accepted without the ledger")
struct WithoutLedgerTests {
    /// Accepted while the ledger was away, which is back now; no loop has run since.
    static func owed(_ id: String, in fixture: EngineFixture) async throws -> Trigger {
        fixture.store.weather = .away
        try await fixture.schedule(id, in: .seconds(60))
        fixture.store.weather = .fine
        return try JobsTests.trigger(id, in: fixture)
    }

    @Test("can be cancelled before the ledger heard of it, and a trigger on its way does nothing")
    func cancelled() async throws {
        let fixture = EngineFixture()
        let trigger = try await Self.owed("owed", in: fixture)
        try await fixture.engine.scheduler.cancel(trigger.reminder.id)
        #expect(try await fixture.reminder("owed").state == .cancelled)
        fixture.clock.advance(to: trigger.reminder.due)
        #expect(await fixture.engine.triggers.handle(trigger) == .done)
        try await fixture.running { try await fixture.pass(.seconds(4)) }
        #expect(fixture.publishedIDs == [])
        #expect(fixture.carrier.jobs.isEmpty)
    }

    @Test("is cancelled among others")
    func cancelledInBatch() async throws {
        let fixture = EngineFixture()
        let trigger = try await Self.owed("owed", in: fixture)
        #expect(try await fixture.engine.scheduler.cancel([trigger.reminder.id]) == 1)
        #expect(try await fixture.reminder("owed").state == .cancelled)
    }

    @Test("stays cancelled when another replica, which knew nothing of it, took the cancellation")
    func cancelledElsewhere() async throws {
        let fixture = EngineFixture()
        let trigger = try await Self.owed("owed", in: fixture)
        let other = fixture.replica()
        try await other.scheduler.cancel(trigger.reminder.id)
        try await fixture.running { try await fixture.pass(.seconds(63)) }
        #expect(fixture.publishedIDs == [])
        #expect(try await fixture.reminder("owed").state == .cancelled)
    }

    @Test("can be cancelled while it is being written")
    func cancelledMeanwhile() async throws {
        let fixture = EngineFixture()
        let trigger = try await Self.owed("owed", in: fixture)
        fixture.store.afterNext(.schedule) { try? await fixture.engine.scheduler.cancel(trigger.reminder.id) as Void }
        try await fixture.running {
            try await fixture.pass(.seconds(3))
            try await fixture.eventually("it is cancelled") { try await fixture.reminder("owed").state == .cancelled }
            try await fixture.pass(.seconds(60), step: .seconds(1))
        }
        #expect(fixture.publishedIDs == [])
    }

    @Test("is written again until the ledger also knows that Jobs has it")
    func handoverUnrecorded() async throws {
        let fixture = EngineFixture()
        _ = try await Self.owed("owed", in: fixture)
        fixture.carrier.health = .unhealthy(reason: "down")
        fixture.store.fail(.recordHandover, with: StoreError(.unavailable, "away again"))
        try await fixture.running {
            try await fixture.pass(.seconds(3))
            #expect(try await fixture.reminder("owed").carrier == .sweeper)
            fixture.store.fail(.recordHandover, with: nil)
            try await fixture.pass(.seconds(3))
            try await fixture.eventually("the ledger knows") { try await fixture.reminder("owed").carrier == .jobs }
        }
    }

    @Test("after a total loss of the ledger, what Jobs still has can be cancelled")
    func cancelledAfterLoss() async throws {
        let fixture = EngineFixture()
        try await fixture.running {
            let reminder = try await fixture.schedule("lost", in: .seconds(60))
            try await fixture.eventually("it is handed over") { try await fixture.ledger.counts().jobs == 1 }
            let trigger = try JobsTests.trigger("lost", in: fixture)
            fixture.ledger.wipe(newID: LedgerID("new"))
            try await fixture.engine.scheduler.cancel(reminder.id)
            fixture.clock.advance(by: .seconds(60))
            #expect(await fixture.engine.triggers.handle(trigger) == .done)
            #expect(fixture.publishedIDs == [])
        }
    }

    @Test("what nobody can look up can't be said not to exist")
    func unknowable() async throws {
        let fixture = EngineFixture()
        fixture.carrier.health = .unhealthy(reason: "down")
        let id = try #require(ReminderID("unknown"))
        await #expect { try await fixture.engine.scheduler.cancel(id) as Void } throws: { ($0 as? ReminderError)?.code == .unavailable }
        fixture.carrier.health = .healthy
        await #expect { try await fixture.engine.scheduler.cancel(id) as Void } throws: { ($0 as? ReminderError)?.code == .notFound }
    }

    @Test(
        "a trigger fires from the job's data only when the ledger certainly did not take it",
        arguments: [
            (StoreError(.unavailable, "no route"), true), (StoreError(.full, "OOM"), true),
            (StoreError(.unavailable, "no answer", mayHaveHappened: true), false), (StoreError(.corrupt, "what is this"), false),
        ]
    )
    func firingFromData(error: StoreError, fires: Bool) async throws {
        let fixture = EngineFixture()
        let reminder = try await fixture.schedule("carried", in: .seconds(10))
        fixture.clock.advance(to: reminder.due)
        fixture.store.fail(.claim, with: error)
        let answer = await fixture.engine.triggers.handle(Trigger(reminder: reminder, ledger: LedgerID("memory")))
        #expect(answer == (fires ? .done : .tryAgain(error.message)))
        #expect(fixture.publishedIDs == (fires ? ["carried:1"] : []))
    }
}
