import Reminders
import RemindersTestKit
import Testing

@testable import Reminders

@Suite("Publishing")
struct PublishingTests {
    static func fixture(attempts: Int = 3) -> EngineFixture {
        var configuration = ReminderEngine.Configuration()
        configuration.publishing = PublishPolicy(maximumAttempts: attempts, firstBackoff: .milliseconds(100))
        let fixture = EngineFixture(configuration: configuration)
        fixture.carrier.health = .absent(reason: "switched off")
        return fixture
    }

    @Test("sends again only what failed")
    func partial() async throws {
        let fixture = Self.fixture()
        try await fixture.running {
            for id in ["a", "bad", "c"] { try await fixture.schedule(id, in: .milliseconds(50)) }
            fixture.publisher.answer { $0.id == "bad:1" ? .failed(PublishFailure(.refused, "no")) : .published }
            try await fixture.pass(.milliseconds(60))
            try await fixture.eventually("the good ones are out") { Set(fixture.publishedIDs) == ["a:1", "c:1"] }
            fixture.publisher.answer { _ in .published }
            try await fixture.pass(.milliseconds(300))
            try await fixture.eventually("the bad one follows") { fixture.publishedIDs.contains("bad:1") }
            #expect(fixture.publishedIDs.count == 3)
            try await fixture.eventually("it is settled") { try await fixture.reminder("bad").state == .fired }
            #expect(try await fixture.reminder("bad").attempts == 1)
        }
    }

    @Test("gives up after the last attempt; the dead one is visible, and fires when it is driven again")
    func dead() async throws {
        let fixture = Self.fixture(attempts: 3)
        try await fixture.running {
            try await fixture.schedule("poison", in: .milliseconds(50))
            fixture.publisher.answer { _ in .failed(PublishFailure(.refused, "too big")) }
            try await fixture.pass(.seconds(2))
            try await fixture.eventually("it is dead") { try await fixture.reminder("poison").state == .dead }
            let dead = try await fixture.reminder("poison")
            #expect(dead.attempts == 3)
            #expect(dead.lastError == "too big")
            #expect(fixture.publisher.batches.count == 3)
            fixture.publisher.answer { _ in .published }
            #expect(try await fixture.engine.scheduler.redrive(nil) == 1)
            try await fixture.eventually("it fires") { fixture.publishedIDs == ["poison:1"] }
        }
    }

    @Test("an outage of the broker kills nothing, and afterwards the order of due times is kept")
    func outage() async throws {
        let fixture = Self.fixture(attempts: 3)
        try await fixture.running {
            fixture.publisher.answer { _ in .failed(PublishFailure(.unavailable, "broker away")) }
            for index in 0..<60 { try await fixture.schedule("r\(index + 100)", in: .milliseconds(10 * index)) }
            try await fixture.pass(.seconds(30), step: .milliseconds(250))
            #expect(fixture.publishedIDs == [])
            // A pause of five seconds at most: some thirty probes, and no storm.
            #expect(fixture.publisher.batches.count < 40)
            fixture.publisher.answer { _ in .published }
            try await fixture.pass(.seconds(6), step: .milliseconds(250))
            try await fixture.eventually("all fire") { fixture.publishedIDs.count == 60 }
            #expect(fixture.publishedIDs == (0..<60).map { "r\($0 + 100):1" })
            #expect(try await fixture.reminder("r100").attempts == 0)
        }
    }

    @Test("what may have been published can't be cancelled any more")
    func uncertain() async throws {
        let fixture = Self.fixture()
        try await fixture.running {
            let reminder = try await fixture.schedule("uncertain", in: .milliseconds(50))
            fixture.publisher.answer { _ in .failed(PublishFailure(.unavailable, "timeout", mayHaveBeenPublished: true)) }
            try await fixture.pass(.milliseconds(60))
            try await fixture.eventually("it was tried") { try await fixture.reminder("uncertain").isUncertain }
            await #expect { try await fixture.engine.scheduler.cancel(reminder.id) as Void } throws: {
                ($0 as? ReminderError)?.code == .beingFired
            }
        }
    }

    @Test("what was published while its settling failed is not published again")
    func unrecorded() async throws {
        let fixture = Self.fixture()
        try await fixture.running {
            try await fixture.schedule("unrecorded", in: .milliseconds(50))
            fixture.publisher.answer { [store = fixture.store] _ in
                store.weather = .away
                return .published
            }
            try await fixture.pass(.milliseconds(60))
            try await fixture.eventually("it is out") { fixture.publishedIDs == ["unrecorded:1"] }
            try await fixture.pass(.seconds(1))
            fixture.store.weather = .fine
            try await fixture.pass(.seconds(6))
            try await fixture.eventually("it is recorded") { try await fixture.reminder("unrecorded").state == .fired }
            #expect(fixture.publisher.batches == [["unrecorded:1"]])
        }
    }

    @Test("a topic that takes nothing is not hammered, and does not hold up another one")
    func brokenTopic() async throws {
        let fixture = Self.fixture()
        try await fixture.running {
            fixture.publisher.answer { $0.reminder.topic == "broken" ? .failed(PublishFailure(.unavailable, "no such topic")) : .published }
            for index in 0..<40 {
                let id = try #require(ReminderID("r\(index)"))
                let request = ReminderRequest(
                    id: id,
                    userID: "ada",
                    due: .after(.milliseconds(50 * index)),
                    topic: index % 2 == 0 ? "broken" : "fine"
                )
                _ = try await fixture.engine.scheduler.schedule(request)
            }
            try await fixture.pass(.seconds(8))
            try await fixture.eventually("the fine ones are out") { fixture.publishedIDs.count == 20 }
            #expect(fixture.publisher.published.allSatisfy { $0.timestamp - $0.reminder.due < .seconds(1) })
            #expect(fixture.publisher.batches.count < 250, "\(fixture.publisher.batches.count)")
        }
    }

    @Test("a topic that takes nothing and has much waiting does not hide what another one has")
    func loneBrokenTopic() async throws {
        let fixture = Self.fixture()
        try await fixture.running {
            fixture.publisher.answer { $0.reminder.topic == "broken" ? .failed(PublishFailure(.unavailable, "no such topic")) : .published }
            for index in 0..<1_200 {
                let id = try #require(ReminderID("b\(index)"))
                let request = ReminderRequest(id: id, userID: "ada", due: .after(.milliseconds(100)), topic: "broken")
                _ = try await fixture.engine.scheduler.schedule(request)
            }
            try await fixture.pass(.seconds(10))
            #expect(fixture.publishedIDs == [])
            try await fixture.schedule("fine", in: .milliseconds(500))
            try await fixture.pass(.seconds(12))
            try await fixture.eventually("the fine one is out") { fixture.publishedIDs == ["fine:1"] }
            // What the broken topic has is probed now and then, and no more.
            #expect(fixture.publisher.batches.count < 100, "\(fixture.publisher.batches.count)")
            fixture.publisher.answer { _ in .published }
            // Beside a topic that works, a broken one is tried every thirty seconds in the end.
            try await fixture.pass(.seconds(40), step: .milliseconds(500))
            try await fixture.eventually("all are out") { fixture.publishedIDs.count == 1_201 }
            #expect(Set(fixture.publishedIDs).count == 1_201)
        }
    }

    @Test("what is overdue can still be changed when its time stays as it is")
    func changedWhileOverdue() async throws {
        let fixture = Self.fixture()
        let reminder = try await fixture.schedule("overdue", in: .seconds(1))
        fixture.clock.advance(by: .seconds(300))
        let changed = try await fixture.engine.scheduler.change(reminder.id, ReminderChange(title: "better"))
        #expect(changed.title == "better" && changed.due == reminder.due)
    }
}
