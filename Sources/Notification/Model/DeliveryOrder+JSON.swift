import JSON
import Reminders
public import ServiceKit

extension DeliveryOrder {
    /// The member of a reminder's `data` that holds an order.
    static let member = "punctual_delivery"

    /// Reads an event of the topic `reminders`.
    ///
    /// - Returns: nil for events that tell nobody anything.
    /// - Throws: `EventRejected` when a `reminder.triggered` lacks what it must have.
    public init?(event: EventEnvelope) throws(EventRejected) {
        guard event.eventType == ReminderEvent.Kind.triggered.rawValue else { return nil }
        guard let reminderID = event.payload["reminder_id"]?.string, !reminderID.isEmpty else {
            throw EventRejected("reminder_id is missing")
        }
        let isOrder = reminderID.hasPrefix(Self.quietPrefix) || reminderID.hasPrefix(Self.againPrefix)
        if isOrder, let order = event.payload["data"]?[Self.member] {
            try self.init(order, userID: event.userID)
        } else {
            self.init(notice: try Notice(event, eventID: event.eventID, userID: event.userID, payload: event.payload))
        }
    }

    /// The user is the event's own, whatever the order says.
    private init(_ value: JSONValue, userID: String) throws(EventRejected) {
        guard let eventID = value["event_id"]?.string, let turn = value["turn"]?.int, let failures = value["failures"]?.int,
            turn >= 0, failures >= 0, let names = value["channels"]?.array
        else { throw EventRejected("the reminder's data is no order of this service") }
        self.init(
            notice: try Notice(nil, eventID: eventID, userID: userID, payload: value),
            channels: names.compactMap { $0.string.flatMap(ChannelName.init) },
            turn: turn,
            failures: failures,
            isPostponed: value["postponed"]?.bool ?? false
        )
    }

    /// What the reminder that carries the order has as `data`.
    var data: RawJSON {
        RawJSON(JSONValue.object([Self.member: .object(JSONObject(members))]))
    }

    private var members: [(String, JSONValue)] {
        var members: [(String, JSONValue)] = [
            ("event_id", .string(notice.eventID)),
            ("reminder_id", .string(notice.reminderID)),
            ("generation", .number(Double(notice.generation))),
            ("title", .string(notice.title)),
            ("remind_at", .string(notice.remindAt.rfc3339)),
            ("fired_at", .string(notice.firedAt.rfc3339)),
            ("channels", .array((channels ?? []).map { .string($0.rawValue) })),
            ("turn", .number(Double(turn))),
            ("failures", .number(Double(failures))),
            ("postponed", .bool(isPostponed)),
        ]
        if let taskID = notice.taskID { members.append(("task_id", .string(taskID))) }
        return members
    }
}

extension Notice {
    /// - Parameter event: whose time stands in for a missing `fired_at`.
    fileprivate init(_ event: EventEnvelope?, eventID: String, userID: String, payload: JSONValue) throws(EventRejected) {
        func instant(_ name: String) throws(EventRejected) -> Timestamp? {
            guard let text = payload[name]?.string else { return nil }
            guard let instant = Timestamp(rfc3339: text) else { throw EventRejected("\(name) has to be RFC 3339 with a zone") }
            return instant
        }
        guard let reminderID = payload["reminder_id"]?.string, !reminderID.isEmpty else { throw EventRejected("reminder_id is missing") }
        guard let remindAt = try instant("remind_at") else { throw EventRejected("remind_at is missing") }
        let title = payload["title"]?.string ?? ""
        self.init(
            eventID: eventID,
            userID: userID,
            reminderID: reminderID,
            generation: payload["generation"]?.int ?? 1,
            taskID: payload["task_id"]?.string,
            title: title.isEmpty ? Self.untitled : title,
            remindAt: remindAt,
            firedAt: try instant("fired_at") ?? event.map { Timestamp(milliseconds: $0.timestamp) } ?? remindAt
        )
    }
}
