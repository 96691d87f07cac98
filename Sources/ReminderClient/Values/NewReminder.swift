public import JSON

/// A reminder to be scheduled.
public struct NewReminder: Sendable, Hashable {
    /// Nil: the engine makes one. With an id of its own, a request may be repeated safely.
    public var id: String?
    public var userID: String
    public var taskID: String?
    public var title: String?
    public var time: ReminderTime
    /// Nil: the engine's own, `reminders`.
    public var topic: String?
    public var tags: [String]
    /// I-JSON (RFC 7493), 16 KiB at most.
    public var data: RawJSON?

    public init(
        id: String? = nil,
        userID: String,
        taskID: String? = nil,
        title: String? = nil,
        time: ReminderTime,
        topic: String? = nil,
        tags: [String] = [],
        data: RawJSON? = nil
    ) {
        self.id = id
        self.userID = userID
        self.taskID = taskID
        self.title = title
        self.time = time
        self.topic = topic
        self.tags = tags
        self.data = data
    }
}

extension NewReminder: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", ifPresent: id)
            writer.member("user_id", userID)
            writer.member("task_id", ifPresent: taskID)
            writer.member("title", ifPresent: title)
            time.encodeMembers(to: &writer)
            writer.member("topic", ifPresent: topic)
            if !tags.isEmpty { writer.member("tags", tags) }
            writer.member("data", ifPresent: data)
        }
    }
}
