/// A task to be made.
public struct TaskDraft: Sendable, Hashable, Codable {
    public var title: String
    public var dueAt: Int64?
    /// When to remind; never set together with `offsetMinutes`.
    public var remindAt: Int64?
    /// How long before `dueAt` to remind.
    public var offsetMinutes: Int?
    /// An RFC 5545 RRULE without the name, such as `FREQ=WEEKLY;INTERVAL=2`; its times are of the user's zone, `UNTIL` is UTC.
    public var recurrence: String?
    public var priority: TaskPriority?
    public var tags: [String]
    public var description: String?

    public init(
        title: String,
        dueAt: Int64? = nil,
        remindAt: Int64? = nil,
        offsetMinutes: Int? = nil,
        recurrence: String? = nil,
        priority: TaskPriority? = nil,
        tags: [String] = [],
        description: String? = nil
    ) {
        self.title = title
        self.dueAt = dueAt
        self.remindAt = remindAt
        self.offsetMinutes = offsetMinutes
        self.recurrence = recurrence
        self.priority = priority
        self.tags = tags
        self.description = description
    }
}

public enum TaskPriority: String, Sendable, Hashable, Codable, CaseIterable {
    case low, medium, high, urgent
}

public enum TaskStatus: String, Sendable, Hashable, Codable, CaseIterable {
    case pending
    case inProgress = "in_progress"
    case completed
}
