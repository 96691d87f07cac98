public import JSON

/// What a job carries: the whole reminder, so that it can fire although the ledger is lost.
///
/// Dapr passes job data through doubles and re-encodes it (Dapr 1.18), so instants are RFC 3339 text, the fingerprint
/// is hexadecimal text, and `data` is I-JSON already.
public struct JobPayload: Sendable, Equatable {
    public var trigger: Trigger

    public init(_ trigger: Trigger) {
        self.trigger = trigger
    }
}

extension JobPayload: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        let reminder = trigger.reminder
        writer.object { writer in
            writer.member("id", reminder.id.text)
            writer.member("user_id", reminder.userID)
            writer.member("generation", reminder.generation)
            writer.member("due", reminder.due.rfc3339)
            writer.member("created", reminder.createdAt.rfc3339)
            writer.member("topic", reminder.topic)
            writer.member("fingerprint", String(reminder.fingerprint, radix: 16))
            if let taskID = reminder.taskID { writer.member("task_id", taskID) }
            if let title = reminder.title { writer.member("title", title) }
            if !reminder.tags.isEmpty { writer.member("tags", reminder.tags) }
            if let data = reminder.data { writer.member("data", data) }
            if let traceparent = reminder.traceparent { writer.member("traceparent", traceparent) }
            if let ledger = trigger.ledger { writer.member("ledger", ledger.text) }
        }
    }
}
