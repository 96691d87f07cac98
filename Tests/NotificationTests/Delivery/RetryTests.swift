import ReminderClient
import RemindersTestKit
import ServiceKit
import Testing

@testable import Notification

@Suite("Deliveries: another try")
struct RetryTests {
    private static let hook = Preferences(channels: [.webhook], webhookURL: "https://x")

    @Test("a webhook that fails is tried again by reminders of the engine, later each time, and given up in the end")
    func untilGivenUp() async throws {
        let rig = Rig(policy: DeliveryPolicy(pauses: [.seconds(2), .seconds(10)]))
        try await rig.prefer(Self.hook)
        rig.webhook.answer(.failed(reason: "503"))
        #expect(await rig.bring(rig.fired()) == .handled)
        let first = try #require(rig.engine.scheduled.last)
        #expect(first.time == .after("2000ms") && first.taskID == "1" && first.userID == "ann")
        #expect(await rig.bring(rig.back(first)) == .handled)
        let second = try #require(rig.engine.scheduled.last)
        #expect(second.time == .after("10000ms") && second.id != first.id)
        #expect(await rig.bring(rig.back(second)) == .handled)
        #expect(rig.engine.scheduled.count == 2 && rig.webhook.told == ["task-1:1", "task-1:1", "task-1:1"])
        let record = DeliveryRecords.decode(try await rig.state.get(DeliveryRecords.key(Samples.notice())))
        #expect(record.channels == [.webhook: .gaveUp(reason: "503")])
    }

    @Test("it works the second time; stale copies of earlier orders then tell nothing")
    func recovers() async throws {
        let rig = Rig()
        try await rig.prefer(Self.hook)
        rig.webhook.answer(.failed(reason: "503", after: .seconds(60)))
        await rig.bring(rig.fired())
        let order = try #require(rig.engine.scheduled.last)
        #expect(order.time == .after("60000ms"))
        rig.webhook.answer(.delivered)
        await rig.bring(rig.back(order))
        #expect(rig.webhook.told.count == 2)
        // After the day for which events are remembered.
        rig.clock.advance(by: .seconds(2 * 86_400))
        #expect(await rig.bring(rig.fired()) == .handled)
        #expect(await rig.bring(rig.back(order)) == .handled)
        #expect(rig.webhook.told.count == 2)
    }

    @Test("the engine is away too: the event comes again, and then the webhook is told again")
    func engineDown() async throws {
        let rig = Rig()
        try await rig.prefer(Preferences(channels: [.webhook, .inbox], webhookURL: "https://x"))
        rig.engine.fail(ReminderClientError(.unreachable, "away"))
        rig.webhook.answer(.failed(reason: "503"))
        #expect(await rig.bring(rig.fired()).answer == .retry)
        rig.webhook.answer(.delivered)
        #expect(await rig.bring(rig.fired()) == .handled)
        #expect(rig.webhook.told.count == 2)
        #expect(rig.published.events.count == 1)
    }
}
