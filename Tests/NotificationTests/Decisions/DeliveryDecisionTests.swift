import JSON
import Reminders
import ServiceKit
import Testing

@testable import Notification

@Suite("Deliveries: decisions")
struct DeliveryDecisionTests {
    private let quietPreferences = Preferences(
        channels: [.inbox, .log, .webhook, .email],
        email: "a@b",
        webhookURL: "https://x",
        quietHours: QuietHours(from: 7 * 60, to: 9 * 60)
    )

    private func plan(_ order: DeliveryOrder, _ preferences: Preferences, _ record: DeliveryRecord = .init()) -> DeliveryPlan {
        DeliveryPlan(order, preferences, record, at: Rig.start)
    }

    @Test("what disturbs waits for the end of quiet hours, once; the inbox does not")
    func quiet() {
        let order = DeliveryOrder(notice: Samples.notice())
        let first = plan(order, quietPreferences)
        #expect(first.now == [.inbox, .log] && first.postponed == [.webhook, .email])
        #expect(first.until?.rfc3339 == "2027-01-15T09:00:00.000Z")
        let later = plan(order.postponed(first.postponed), quietPreferences)
        #expect(later.now == [.webhook, .email] && later.postponed.isEmpty && later.until == nil)
    }

    @Test("nothing to postpone, nothing to wait for")
    func nothingPostponed() {
        var preferences = quietPreferences
        preferences.channels = [.inbox]
        #expect(plan(DeliveryOrder(notice: Samples.notice()), preferences).until == nil)
    }

    @Test("settled channels are left alone, and so are those that a later order carries on")
    func record() {
        let order = DeliveryOrder(notice: Samples.notice())
        let record = DeliveryRecord([.inbox: .delivered, .webhook: .waiting(turn: 2), .email: .refused(reason: "x")])
        #expect(plan(order, Rig.everything, record).now == [.log])
        var second = DeliveryOrder(notice: Samples.notice(), channels: [.webhook], turn: 1, failures: 1)
        #expect(plan(second, Rig.everything, record).now.isEmpty)
        second.turn = 2
        #expect(plan(second, Rig.everything, record).now == [.webhook])
    }

    @Test("a channel that was dropped meanwhile is not used any more")
    func dropped() {
        let order = DeliveryOrder(notice: Samples.notice(), channels: [.webhook, .email], turn: 1)
        #expect(plan(order, Preferences(channels: [.inbox, .email], email: "a@b")).now == [.email])
    }

    @Test("a record takes notes in any order")
    func notes() throws {
        var record = DeliveryRecord()
        record.note(.webhook, .waiting(turn: 2))
        record.note(.webhook, .waiting(turn: 1))
        #expect(record.channels == [.webhook: .waiting(turn: 2)])
        record.note(.webhook, .delivered)
        record.note(.webhook, .waiting(turn: 3))
        record.note(.webhook, .gaveUp(reason: "x"))
        record.note(.email, .refused(reason: "no such user"))
        record.note(.log, .gaveUp(reason: "y"))
        record.note(.inbox, .waiting(turn: 7))
        #expect(record.channels[.webhook] == .delivered)
        #expect(try DeliveryRecord(json: JSONWriter.encode(record)) == record)
    }

    @Test("pauses grow, a receiver may ask for more within reason, and some time it is enough")
    func pauses() {
        let policy = DeliveryPolicy(pauses: [.seconds(1), .seconds(5)], longestPause: .seconds(60))
        #expect(policy.pause(failures: 1, asked: nil) == .seconds(1))
        #expect(policy.pause(failures: 2, asked: .seconds(3)) == .seconds(5))
        #expect(policy.pause(failures: 1, asked: .seconds(30)) == .seconds(30))
        #expect(policy.pause(failures: 1, asked: .seconds(86_400)) == .seconds(60))
        #expect(policy.pause(failures: 3, asked: nil) == nil)
    }

    @Test("a guard comes only when the attempt that it guards has ended")
    func guards() {
        let policy = DeliveryPolicy()
        for channel in [ChannelName.webhook, .email] { #expect(policy.guardDelay(channel) > policy.limit(channel)) }
    }

    @Test("an order comes back from the engine as it was")
    func orders() throws {
        let first = DeliveryOrder(notice: Samples.notice())
        for order in [first.postponed([.webhook, .email]), first.again(.email), first.postponed([.email]).again(.email)] {
            let event = EventEnvelope(
                eventID: "\(order.reminderID):1",
                eventType: "reminder.triggered",
                timestamp: 0,
                userID: "ann",
                payload: ["reminder_id": .string(order.reminderID), "data": try order.data.value()]
            )
            #expect(try DeliveryOrder(event: event) == order)
            #expect(ReminderID(order.reminderID) != nil)
        }
    }

    @Test("ids of orders: the same for the same, others for others")
    func orderIDs() {
        let first = DeliveryOrder(notice: Samples.notice())
        let ids = [
            first.postponed([.webhook]).reminderID, first.again(.webhook).reminderID, first.again(.email).reminderID,
            first.again(.webhook).again(.webhook).reminderID, first.postponed([.webhook]).again(.webhook).reminderID,
        ]
        #expect(Set(ids).count == 4)
        #expect(ids[0].hasPrefix("quiet-") && ids[1].hasPrefix("again-webhook-"))
    }

    @Test("an event: what it must have, and what it need not")
    func events() throws {
        let order = try #require(try DeliveryOrder(event: Samples.fired(title: nil, task: nil)))
        #expect(order.notice.title == "Reminder" && order.notice.taskID == nil && order.turn == 0)
        var other = Samples.fired()
        other.eventType = "reminder.cancelled"
        #expect(try DeliveryOrder(event: other) == nil)
        for payload: JSONValue in ["x", [:], ["reminder_id": "a"], ["reminder_id": "a", "remind_at": "soon"]] {
            var broken = Samples.fired()
            broken.payload = payload
            #expect(throws: EventRejected.self) { try DeliveryOrder(event: broken) }
        }
        // A reminder that is merely called so is an ordinary one.
        #expect(try DeliveryOrder(event: Samples.fired("quiet-evening"))?.channels == nil)
        var forged = Samples.fired("again-1")
        forged.payload = ["reminder_id": "again-1", "data": ["punctual_delivery": ["event_id": "x"]]]
        #expect(throws: EventRejected.self) { try DeliveryOrder(event: forged) }
    }
}
