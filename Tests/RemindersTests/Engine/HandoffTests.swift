import Reminders
import RemindersTestKit
import Testing

@testable import Reminders

@Suite("Handing over to Jobs")
struct HandoffTests {
    static func fixture(concurrency: Int = 1) -> EngineFixture {
        var configuration = ReminderEngine.Configuration()
        configuration.handoffConcurrency = concurrency
        return EngineFixture(configuration: configuration)
    }

    @Test("goes on past reminders that Jobs refuses, and does not ask about these without end")
    func refused() async throws {
        let fixture = Self.fixture()
        fixture.carrier.refuse { $0.id.text.hasPrefix("bad") }
        try await fixture.running {
            for index in 0..<40 { try await fixture.schedule("bad\(index)", in: .seconds(100 + index)) }
            try await fixture.schedule("good", in: .seconds(600))
            try await fixture.pass(.seconds(8))
            try await fixture.eventually("the good one is handed over") { fixture.carrier.handed == ["good:1"] }
            // Within eight seconds, with a pause that doubles from one second: four times each at the most.
            #expect(fixture.carrier.attempts <= 41 * 4, "\(fixture.carrier.attempts)")
        }
    }

    @Test("ends at shutdown while Jobs fails and the operator insists on it", .timeLimit(.minutes(1)))
    func shutdown() async throws {
        let fixture = Self.fixture(concurrency: 4)
        try await fixture.running {
            try await fixture.engine.mode.set(.jobs)
            fixture.carrier.health = .unhealthy(reason: "down")
            for index in 0..<200 { try await fixture.schedule("r\(index)", in: .seconds(600)) }
            try await fixture.pass(.seconds(5))
        }
        #expect(fixture.carrier.handed == [])
    }

    @Test("takes jobs back also while the operator has switched over to the sweeper")
    func withdrawsInFallback() async throws {
        let fixture = Self.fixture()
        try await fixture.running {
            let reminder = try await fixture.schedule("cancelled", in: .seconds(600))
            try await fixture.eventually("it is handed over") { try await fixture.reminder("cancelled").carrier == .jobs }
            try await fixture.engine.mode.set(.fallback)
            try await fixture.engine.scheduler.cancel(reminder.id)
            try await fixture.pass(.seconds(3))
            try await fixture.eventually("the job is gone") { fixture.carrier.jobs.isEmpty }
            try await fixture.schedule("kept", in: .seconds(600))
            try await fixture.pass(.seconds(3))
            #expect(fixture.carrier.jobs.isEmpty)
        }
    }

    @Test("gives way to accepting, and makes up for it afterwards")
    func givesWay() async throws {
        let fixture = Self.fixture(concurrency: 48)
        try await fixture.running {
            let requests = (0..<3_000).map { index in
                ReminderRequest(id: ReminderID("r\(index)"), userID: "ada", due: .after(.seconds(600 + index)))
            }
            _ = await fixture.engine.scheduler.schedule(requests)
            for _ in 0..<200 { await Task.yield() }
            #expect(fixture.carrier.handed.count <= 50)
            try await fixture.pass(.seconds(3))
            try await fixture.eventually("all are handed over") { Set(fixture.carrier.handed).count == 3_000 }
        }
    }
}
