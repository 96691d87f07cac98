import ReminderClient
import RemindersTestKit
import ServiceKit
import Testing

@testable import Notification

@Suite("Deliveries: quiet hours")
struct QuietDeliveryTests {
    private static var preferences: Preferences {
        var preferences = Rig.everything
        preferences.quietHours = QuietHours(from: 7 * 60, to: 9 * 60)
        return preferences
    }

    @Test("the inbox is told at once; webhook and e-mail when the engine brings the notice back at the end")
    func moved() async throws {
        let rig = Rig()
        try await rig.prefer(Self.preferences)
        #expect(await rig.bring(rig.fired()) == .handled)
        #expect(rig.webhook.told.isEmpty && rig.email.told.isEmpty)
        #expect(try await rig.inbox.get("ann").unread == 1)
        let order = try #require(rig.engine.scheduled.first)
        #expect(order.id.hasPrefix("quiet-") && order.time == .at("2027-01-15T09:00:00.000Z") && order.taskID == "1")

        rig.clock.advance(by: .seconds(3_600))
        #expect(await rig.bring(rig.back(order)) == .handled)
        #expect(rig.webhook.told == ["task-1:1"] && rig.email.told == ["task-1:1"])
        #expect(try await rig.inbox.get("ann").unread == 1)
        #expect(rig.log.told.count == 1)
    }

    @Test("a copy of the event after the end of quiet hours does not tell it a second time")
    func copies() async throws {
        let rig = Rig()
        try await rig.prefer(Self.preferences)
        await rig.bring(rig.fired())
        let event = rig.fired()
        rig.clock.advance(by: .seconds(2 * 86_400 + 2 * 3_600))
        #expect(await rig.bring(event) == .handled)
        #expect(rig.webhook.told.isEmpty && rig.engine.scheduled.count == 1)
    }

    @Test("the engine is away: the event comes again, and what was done is not done again")
    func engineDown() async throws {
        let rig = Rig()
        try await rig.prefer(Self.preferences)
        rig.engine.fail(ReminderClientError(.unreachable, "away"))
        #expect(await rig.bring(rig.fired()).answer == .retry)
        rig.engine.fail(nil)
        #expect(await rig.bring(rig.fired()) == .handled)
        #expect(rig.log.told.count == 1 && rig.engine.scheduled.count == 1)
        #expect(try await rig.inbox.get("ann").unread == 1)
    }

    @Test("who prolongs the quiet hours meanwhile is told nevertheless: it is postponed once")
    func onlyOnce() async throws {
        let rig = Rig()
        try await rig.prefer(Self.preferences)
        await rig.bring(rig.fired())
        var longer = Self.preferences
        longer.quietHours?.to = 12 * 60
        try await rig.prefer(longer)
        rig.clock.advance(by: .seconds(3_600))
        await rig.bring(rig.back(try #require(rig.engine.scheduled.first)))
        #expect(rig.webhook.told.count == 1 && rig.engine.scheduled.count == 1)
    }
}
