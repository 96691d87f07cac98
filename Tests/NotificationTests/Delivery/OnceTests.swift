import Dapr
import JSON
import ServiceKit
import Testing

@testable import Notification

@Suite("Deliveries: once")
struct OnceTests {
    @Test("32 deliveries of one event at once: each channel is told once")
    func concurrent() async throws {
        let rig = Rig()
        try await rig.prefer(Rig.everything)
        let event = rig.fired()
        await withTaskGroup { group in
            for _ in 0..<32 {
                group.addTask {
                    // As the sidecar does: until it is done.
                    while await rig.bring(event).answer != .success { try? await Task.sleep(for: .milliseconds(1)) }
                }
            }
        }
        #expect(rig.webhook.told == ["task-1:1"] && rig.email.told == ["task-1:1"] && rig.log.told == ["task-1:1"])
        #expect(try await rig.inbox.get("ann").places.count == 1)
        #expect(rig.published.events.count == 1)
    }

    @Test("the state store is away: the event comes again, and nothing is told")
    func storeDown() async throws {
        let rig = Rig()
        try await rig.prefer(Rig.everything)
        for hit in ["event:", "delivery-"] {
            rig.state.fail { $0.hasPrefix(hit) ? DaprError(.unavailable, "away") : nil }
            #expect(await rig.bring(rig.fired()).answer == .retry)
        }
        #expect(rig.webhook.told.isEmpty && rig.email.told.isEmpty && rig.log.told.isEmpty && rig.published.events.isEmpty)
        rig.state.fail(nil)
        #expect(await rig.bring(rig.fired()) == .handled)
        #expect(rig.webhook.told.count == 1 && rig.email.told.count == 1 && rig.log.told.count == 1)
    }

    @Test("one channel fails: only that one is told when the event comes again")
    func partial() async throws {
        let rig = Rig()
        try await rig.prefer(Rig.everything)
        rig.published.fail(DaprError(.unavailable, "away", mayHaveHappened: true))
        #expect(await rig.bring(rig.fired()).answer == .retry)
        rig.published.fail(nil)
        #expect(await rig.bring(rig.fired()) == .handled)
        #expect(rig.webhook.told.count == 1 && rig.email.told.count == 1 && rig.log.told.count == 1)
        #expect(try await rig.inbox.get("ann").places.count == 1)
        #expect(rig.published.events.map(\.eventID) == ["task-1:1:inbox"])
        #expect(rig.published.events.first?.payload["unread"] == 1)
    }

    @Test("what was sent and could not be written down is written down when the event comes again, and not sent")
    func unrecorded() async throws {
        let rig = Rig()
        try await rig.prefer(Preferences(channels: [.webhook], webhookURL: "https://x"))
        let gate = rig.webhook.hold("ann")
        async let first = rig.bring(rig.fired())
        try await eventually("the webhook is being told") { !rig.webhook.told.isEmpty }
        rig.state.fail { $0.hasPrefix("delivery-") ? DaprError(.unavailable, "away") : nil }
        gate.succeed(())
        #expect(await first.answer == .retry)
        rig.state.fail(nil)
        #expect(await rig.bring(rig.fired()) == .handled)
        #expect(rig.webhook.told.count == 1)
        // Another process would not tell it either.
        let key = DeliveryRecords.key(Samples.notice())
        #expect(DeliveryRecords.decode(try await rig.state.get(key)).channels == [.webhook: .delivered])
    }

    @Test("a new generation of a reminder is another notice")
    func generations() async throws {
        let rig = Rig()
        await rig.bring(rig.fired())
        await rig.bring(rig.fired(generation: 2))
        #expect(rig.log.told == ["task-1:1", "task-1:2"])
        #expect(try await rig.inbox.get("ann").unread == 2)
    }

    @Test("events that tell nobody anything are done; what is no such event is dropped")
    func others() async throws {
        let rig = Rig()
        var other = rig.fired()
        other.eventType = "reminder.scheduled"
        #expect(await rig.bring(other).answer == .success)
        var broken = rig.fired(generation: 3)
        broken.payload = ["reminder_id": "a"]
        #expect(await rig.bring(broken).answer == .drop)
        #expect(rig.log.told.isEmpty)
    }

    @Test("a channel that is not set up is no failure")
    func notSet() async throws {
        let rig = Rig()
        try await rig.prefer(Rig.everything)
        rig.email.answer(.notSet(reason: "no server"))
        rig.webhook.answer(.refused(reason: "410"))
        #expect(await rig.bring(rig.fired()) == .handled)
        #expect(rig.engine.scheduled.isEmpty)
    }
}
