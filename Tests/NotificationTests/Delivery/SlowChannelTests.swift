import ReminderClient
import ServiceKit
import Testing

@testable import Notification

@Suite("Deliveries: slow receivers")
struct SlowChannelTests {
    @Test("a slow webhook of one user delays neither their other channels nor anybody else")
    func othersGoOn() async throws {
        let rig = Rig(patience: .milliseconds(20))
        try await rig.prefer(Rig.everything)
        try await rig.prefer(Rig.everything, user: "bob")
        let gate = rig.webhook.hold("ann")
        // The broker brings them one after the other.
        #expect(await rig.bring(rig.fired()) == .handled)
        #expect(await rig.bring(rig.fired("task-2", user: "bob")) == .handled)
        #expect(try await rig.inbox.get("ann").unread == 1)
        #expect(try await rig.inbox.get("bob").unread == 1)
        try await eventually("everybody is told by the other channels") { rig.email.told.count == 2 && rig.webhook.told.count == 2 }
        let guardian = try #require(rig.engine.scheduled.first { $0.id.hasPrefix("again-webhook-\(Samples.notice().token)") })
        #expect(guardian.time == .after("21000ms") && guardian.userID == "ann")
        #expect(!rig.engine.withdrawn.contains(guardian.id))
        gate.succeed(())
        try await eventually("the guard is withdrawn") { rig.engine.withdrawn.contains(guardian.id) }
        // One that comes nevertheless finds nothing to do.
        #expect(await rig.bring(rig.back(guardian)) == .handled)
        #expect(rig.webhook.told.count == 2)
    }

    @Test("a second event about the same thing joins the sending that is under way")
    func joins() async throws {
        let rig = Rig(patience: .milliseconds(20))
        try await rig.prefer(Preferences(channels: [.webhook], webhookURL: "https://x"))
        let gate = rig.webhook.hold("ann")
        await rig.bring(rig.fired())
        let guardian = try #require(rig.engine.scheduled.first)
        async let second = rig.bring(rig.back(guardian))
        try await Task.sleep(for: .milliseconds(30))
        gate.succeed(())
        #expect(await second == .handled)
        #expect(rig.webhook.told.count == 1)
    }

    @Test("the process dies in mid-send: the guard tells it again")
    func dies() async throws {
        let rig = Rig(patience: .milliseconds(20))
        try await rig.prefer(Preferences(channels: [.webhook], webhookURL: "https://x"))
        _ = rig.webhook.hold("ann")
        await rig.bring(rig.fired())
        let guardian = try #require(rig.engine.scheduled.first)
        // Another process over the same state.
        let other = Deliverer(
            state: rig.state,
            channels: [rig.email, ScriptedChannel(.webhook)],
            engine: rig.engine,
            sends: RemoteSends(logger: quiet),
            links: nil,
            now: { Rig.start }
        )
        let event = rig.back(guardian)
        let outcome = await rig.consumer.handle(event.cloudEvent(source: "x"), topic: "reminders", logger: quiet) {
            try await other.handle($0)
        }
        #expect(outcome == .handled)
        let record = DeliveryRecords.decode(try await rig.state.get(DeliveryRecords.key(Samples.notice())))
        #expect(record.channels == [.webhook: .delivered])
    }

    @Test("when the engine takes no guard, the event is held until the end is known")
    func unguarded() async throws {
        let rig = Rig(patience: .milliseconds(20))
        try await rig.prefer(Preferences(channels: [.webhook], webhookURL: "https://x"))
        rig.engine.fail(ReminderClientError(.unreachable, "away"))
        let gate = rig.webhook.hold("ann")
        async let outcome = rig.bring(rig.fired())
        try await eventually("the webhook is being told") { !rig.webhook.told.isEmpty }
        try await Task.sleep(for: .milliseconds(60))
        #expect(try await rig.state.get(DeliveryRecords.key(Samples.notice())) == nil)
        gate.succeed(())
        #expect(await outcome == .handled)
    }

    @Test("a user whose receiver is known to be slow is not waited for a second time")
    func knownAsSlow() async throws {
        let rig = Rig(patience: .milliseconds(20))
        try await rig.prefer(Preferences(channels: [.webhook], webhookURL: "https://x"))
        let gate = rig.webhook.hold("ann")
        await rig.bring(rig.fired())
        #expect(rig.sends.isKnownAsSlow("ann", .webhook) && !rig.sends.isKnownAsSlow("bob", .webhook))
        gate.succeed(())
        try await eventually("it has ended") { !rig.engine.withdrawn.isEmpty }
    }

    @Test("one user has four places at most, and the rest is for others")
    func places() async throws {
        let lanes = Lanes(total: 6, perUser: 4)
        let gate = OneShot<Void>()
        let counted = Counted()
        await withTaskGroup { group in
            for user in Array(repeating: "ann", count: 10) + ["bob"] {
                group.addTask {
                    await lanes.run(user) {
                        counted.enter(user)
                        if user == "ann" { try? await gate.value() }
                        counted.leave(user)
                    }
                }
            }
            try? await eventually("bob is done while ann's wait") { counted.done("bob") == 1 && counted.running("ann") == 4 }
            #expect(counted.most("ann") == 4 && counted.done("ann") == 0)
            gate.succeed(())
        }
        #expect(counted.done("ann") == 10 && counted.most("ann") == 4)
    }

    @Test("who is cancelled while waiting for a place gets none and leaves none taken")
    func cancelledWaiting() async throws {
        let lanes = Lanes(total: 1, perUser: 1)
        let gate = OneShot<Void>()
        let counted = Counted()
        async let first: Void? = lanes.run("ann") {
            counted.enter("ann")
            try? await gate.value()
        }
        try await eventually("the place is taken") { counted.running("ann") == 1 }
        let second = Task { await lanes.run("bob") { counted.enter("bob") } }
        second.cancel()
        #expect(await second.value == nil)
        gate.succeed(())
        _ = await first
        #expect(await lanes.run("carl") { 1 } == 1)
        #expect(counted.running("bob") == 0)
    }
}
