public import Reminders

/// Something to be done: the value that chat-api keeps and that every task event carries.
public struct TodoTask: Sendable, Hashable {
    /// 1 to 100 characters of `[A-Za-z0-9._-]`: with `task-` before it, it names the task's reminder.
    public var id: String
    public var userID: String
    /// 1 to 255 characters.
    public var title: String
    /// 2,000 characters at most.
    public var description: String?
    public var status: TaskStatus
    public var priority: TaskPriority
    public var dueAt: Timestamp?
    /// When to remind; excludes `reminderOffsetMinutes`.
    public var remindAt: Timestamp?
    /// 1 to 525,600 minutes before `dueAt`.
    public var reminderOffsetMinutes: Int?
    /// An RFC 5545 rule or one of daily, weekly, monthly, yearly: see ``RecurrenceRule``.
    public var recurrenceRule: String?
    public var recurrenceBasis: RecurrenceBasis
    public var misfirePolicy: MisfirePolicy
    /// The IANA zone in which the recurrence is reckoned.
    public var timeZone: String
    /// The task whose completion made this one.
    public var parentTaskID: String?
    /// 20 at most, without duplicates.
    public var tags: [String]
    public var createdAt: Timestamp
    public var updatedAt: Timestamp
    /// Set exactly while the status is `completed`.
    public var completedAt: Timestamp?
    /// Grows by one with each change, from 1.
    public var version: Int

    public init(
        id: String,
        userID: String,
        title: String,
        description: String? = nil,
        status: TaskStatus = .pending,
        priority: TaskPriority = .medium,
        dueAt: Timestamp? = nil,
        remindAt: Timestamp? = nil,
        reminderOffsetMinutes: Int? = nil,
        recurrenceRule: String? = nil,
        recurrenceBasis: RecurrenceBasis = .schedule,
        misfirePolicy: MisfirePolicy = .skip,
        timeZone: String = "UTC",
        parentTaskID: String? = nil,
        tags: [String] = [],
        createdAt: Timestamp,
        updatedAt: Timestamp? = nil,
        completedAt: Timestamp? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.userID = userID
        self.title = title
        self.description = description
        self.status = status
        self.priority = priority
        self.dueAt = dueAt
        self.remindAt = remindAt
        self.reminderOffsetMinutes = reminderOffsetMinutes
        self.recurrenceRule = recurrenceRule
        self.recurrenceBasis = recurrenceBasis
        self.misfirePolicy = misfirePolicy
        self.timeZone = timeZone
        self.parentTaskID = parentTaskID
        self.tags = tags
        self.createdAt = createdAt
        self.updatedAt = updatedAt ?? createdAt
        self.completedAt = completedAt
        self.version = version
    }

    public var isCompleted: Bool { status == .completed }
    public var isRecurring: Bool { recurrenceRule != nil }

    /// When the user is to be reminded: the explicit time, or so many minutes before it is due. Nil when completed.
    public var reminderTime: Timestamp? {
        if isCompleted { return nil }
        if let remindAt { return remindAt }
        guard let dueAt, let reminderOffsetMinutes else { return nil }
        return Timestamp(milliseconds: max(0, dueAt.milliseconds - Int64(reminderOffsetMinutes) * 60_000))
    }
}
