/// Which tasks to list. What is not set does not matter.
public struct TaskFilter: Sendable, Hashable, Codable {
    public enum Status: String, Sendable, Hashable, Codable {
        /// Pending or in progress: what "my tasks" means.
        case open
        case pending, inProgress, completed
        case all
    }

    public enum Sort: String, Sendable, Hashable, Codable {
        case createdAt = "created_at"
        case dueAt = "due_at"
        case priority, title
        case updatedAt = "updated_at"
    }

    public var status: Status
    public var priority: TaskPriority?
    public var tags: [String]
    public var due: InstantRange?
    public var hasDueDate: Bool?
    public var isRecurring: Bool?
    public var sort: Sort?
    public var descending: Bool
    /// At most so many.
    public var limit: Int?

    public init(
        status: Status = .open,
        priority: TaskPriority? = nil,
        tags: [String] = [],
        due: InstantRange? = nil,
        hasDueDate: Bool? = nil,
        isRecurring: Bool? = nil,
        sort: Sort? = nil,
        descending: Bool = false,
        limit: Int? = nil
    ) {
        self.status = status
        self.priority = priority
        self.tags = tags
        self.due = due
        self.hasDueDate = hasDueDate
        self.isRecurring = isRecurring
        self.sort = sort
        self.descending = descending
        self.limit = limit
    }
}

/// From the first instant, included, to the second, excluded; UTC milliseconds.
public struct InstantRange: Sendable, Hashable, Codable {
    public var from: Int64?
    public var before: Int64?

    public init(from: Int64? = nil, before: Int64? = nil) {
        self.from = from
        self.before = before
    }
}
