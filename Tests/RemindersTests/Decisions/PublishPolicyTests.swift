import Reminders
import Testing

@testable import Reminders

@Suite("After an attempt to publish")
struct PublishPolicyTests {
    let now = Timestamp(milliseconds: 1_800_000_000_000)
    let policy = PublishPolicy(maximumAttempts: 3, firstBackoff: .milliseconds(200), maximumBackoff: .seconds(30))

    func claim(attempts: Int = 0) throws -> Claim {
        let reminder = Reminder(
            id: try #require(ReminderID("one")),
            userID: "ada",
            due: now - .seconds(1),
            createdAt: now - .seconds(9),
            state: .firing,
            attempts: attempts
        )
        return Claim(reminder: reminder, leaseEnds: now + .seconds(4))
    }

    func settlement(_ claim: Claim, _ outcome: PublishOutcome) -> Settlement {
        var fired = claim.reminder
        fired.state = .fired
        fired.firedAt = now
        return policy.settlement(
            of: claim,
            event: ReminderEvent(kind: .triggered, reminder: fired, timestamp: now),
            outcome: outcome,
            unavailableRetry: claim.reminder.due,
            now: now
        )
    }

    @Test("what was published is fired")
    func fired() throws {
        let settled = settlement(try claim(attempts: 1), .published)
        #expect(settled.outcome == .fired)
        #expect(settled.reminder.firedAt == now)
    }

    @Test("an outage counts for nobody and keeps the order of due times")
    func outage() throws {
        let settled = settlement(try claim(attempts: 2), .failed(PublishFailure(.unavailable, "broker away")))
        #expect(settled.outcome == .retry(at: now - .seconds(1)))
        #expect(settled.reminder.attempts == 2)
        #expect(settled.reminder.lastError == "broker away")
        #expect(!settled.reminder.isUncertain)
    }

    @Test("a refused event is tried again later and later, then dead")
    func refused() throws {
        let failure = PublishOutcome.failed(PublishFailure(.refused, "too big"))
        #expect(settlement(try claim(attempts: 0), failure).outcome == .retry(at: now + .milliseconds(200)))
        #expect(settlement(try claim(attempts: 1), failure).outcome == .retry(at: now + .milliseconds(400)))
        let last = settlement(try claim(attempts: 2), failure)
        #expect(last.outcome == .dead)
        #expect(last.reminder.attempts == 3)
        #expect(last.reminder.lastError == "too big")
    }

    @Test("an unknown outcome is remembered as uncertain")
    func uncertain() throws {
        let failure = PublishOutcome.failed(PublishFailure(.unavailable, "timeout", mayHaveBeenPublished: true))
        #expect(settlement(try claim(), failure).reminder.isUncertain)
    }

    @Test("the backoff doubles up to its limit", arguments: [(1, 200), (2, 400), (3, 800), (8, 25_600), (9, 30_000), (1_000_000, 30_000)])
    func backoff(failures: Int, milliseconds: Int) {
        #expect(policy.backoff(after: failures) == .milliseconds(milliseconds))
    }

    @Test("a pause grows with every failed probe and ends with the first success")
    func pause() {
        var pause = PublishPause()
        #expect(!pause.isProbing)
        pause.observe(DispatchReport(unavailable: 3), now: now, policy: policy)
        #expect(pause.until == now + .milliseconds(200))
        #expect(pause.isProbing)
        // Other batches of the same outage, under way at the same time, do not make it longer.
        pause.observe(DispatchReport(unavailable: 3), now: now + .milliseconds(1), policy: policy)
        #expect(pause.until == now + .milliseconds(200))
        pause.observe(DispatchReport(unavailable: 3), now: now + .milliseconds(200), policy: policy)
        #expect(pause.until == now + .milliseconds(600))
        pause.observe(DispatchReport(published: 1, unavailable: 3), now: now + .seconds(1), policy: policy)
        #expect(pause == PublishPause())
    }

    @Test("while no topic works, what failed keeps its place; a topic that fails beside one that works is tried later and later")
    func topics() throws {
        var health = TopicHealth()
        var reminder = try claim().reminder
        reminder.topic = "broken"
        health.succeeded("fine", at: now - .seconds(1))
        health.failed("broken", at: now)
        health.failed("broken", at: now)
        #expect(health.retry(reminder, now: now, policy: policy) == reminder.due)
        health.succeeded("fine", at: now)
        #expect(health.retry(reminder, now: now, policy: policy) == now + .milliseconds(400))
        health.failed("broken", at: now)
        #expect(health.retry(reminder, now: now, policy: policy) == now + .milliseconds(800))
        health.succeeded("broken", at: now)
        health.failed("broken", at: now + .seconds(1))
        #expect(health.retry(reminder, now: now, policy: policy) == reminder.due)
    }

    @Test("a refused event alone holds nobody back")
    func poison() {
        var pause = PublishPause()
        pause.observe(DispatchReport(refused: 1), now: now, policy: policy)
        #expect(pause == PublishPause())
    }
}
