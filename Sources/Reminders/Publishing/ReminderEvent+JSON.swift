public import JSON

extension ReminderEvent: JSONEncodable {
    /// The envelope that every event of this system has as its `data`: five mandatory fields, with what the event is
    /// about as `payload`.
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("event_id", id)
            writer.member("event_type", kind.rawValue)
            writer.member("timestamp", timestamp.rfc3339)
            writer.member("user_id", reminder.userID)
            writer.key("payload")
            writer.object { payload(to: &$0) }
        }
    }

    private func payload(to writer: inout JSONWriter) {
        writer.member("reminder_id", reminder.id.text)
        writer.member("generation", reminder.generation)
        writer.member("task_id", ifPresent: reminder.taskID)
        writer.member("title", ifPresent: reminder.title)
        writer.member("remind_at", reminder.due.rfc3339)
        if let firedAt = reminder.firedAt {
            writer.member("fired_at", firedAt.rfc3339)
            writer.member("lag_ms", reminder.lag ?? 0)
            writer.member("fired_by", reminder.carrier.rawValue)
        }
        if !reminder.tags.isEmpty { writer.member("tags", reminder.tags) }
        writer.member("data", ifPresent: reminder.data)
    }

    /// The event as a CloudEvent 1.0 in structured JSON, with everything that Dapr would otherwise fill in: it generates
    /// no `id` of its own for such an event, and routes by its `type` (Dapr 1.18).
    ///
    /// - Parameter source: the app-id that publishes.
    public func cloudEvent(source: String) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: 640 + (reminder.data?.bytes.count ?? 0))
        writer.object { writer in
            writer.member("specversion", "1.0")
            writer.member("id", id)
            writer.member("type", kind.rawValue)
            writer.member("source", source)
            writer.member("subject", reminder.id.text)
            writer.member("time", timestamp.rfc3339)
            writer.member("datacontenttype", "application/json")
            writer.member("traceparent", ifPresent: traceparent)
            writer.member("data", self)
        }
        return writer.bytes
    }
}
