/// What to change about a task; the rest stays.
public struct TaskChanges: Sendable, Hashable, Codable {
    public var title: String?
    public var due: DueChange?
    public var reminder: ReminderChange?
    public var recurrence: Edit<String>?
    public var priority: TaskPriority?
    public var status: TaskStatus?
    public var addedTags: [String]
    public var removedTags: [String]
    public var description: Edit<String>?

    public init(
        title: String? = nil,
        due: DueChange? = nil,
        reminder: ReminderChange? = nil,
        recurrence: Edit<String>? = nil,
        priority: TaskPriority? = nil,
        status: TaskStatus? = nil,
        addedTags: [String] = [],
        removedTags: [String] = [],
        description: Edit<String>? = nil
    ) {
        self.title = title
        self.due = due
        self.reminder = reminder
        self.recurrence = recurrence
        self.priority = priority
        self.status = status
        self.addedTags = addedTags
        self.removedTags = removedTags
        self.description = description
    }

    var isEmpty: Bool { self == TaskChanges() }
}

/// A new value, or none any more.
public enum Edit<Value: Sendable & Hashable & Codable>: Sendable, Hashable, Codable {
    case set(Value)
    case clear
}

/// When a task's reminder comes from now on.
public enum ReminderChange: Sendable, Hashable, Codable {
    case at(Int64)
    /// Minutes before the due time.
    case offset(Int)
}
