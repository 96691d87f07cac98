/// Which reminders to list. All conditions that are given must hold.
public struct ReminderQuery: Sendable, Equatable {
    public var userID: String?
    public var taskID: String?
    public var tag: String?
    public var state: ReminderState?
    /// Due at or after.
    public var from: Timestamp?
    /// Due before.
    public var to: Timestamp?
    /// At most this many.
    public var limit: Int
    /// Where the page before ended.
    public var cursor: ReminderCursor?

    public init(
        userID: String? = nil,
        taskID: String? = nil,
        tag: String? = nil,
        state: ReminderState? = nil,
        from: Timestamp? = nil,
        to: Timestamp? = nil,
        limit: Int = 100,
        cursor: ReminderCursor? = nil
    ) {
        self.userID = userID
        self.taskID = taskID
        self.tag = tag
        self.state = state
        self.from = from
        self.to = to
        self.limit = limit
        self.cursor = cursor
    }

    /// Whether a reminder meets every condition; paging is the store's.
    public func matches(_ reminder: Reminder) -> Bool {
        (userID == nil || reminder.userID == userID)
            && (taskID == nil || reminder.taskID == taskID)
            && tag.map(reminder.tags.contains) ?? true
            && (state == nil || reminder.state == state)
            && from.map { reminder.due >= $0 } ?? true
            && to.map { reminder.due < $0 } ?? true
    }
}

/// A place in the order of due time, then id.
public struct ReminderCursor: Sendable, Hashable, Comparable {
    public var due: Timestamp
    public var id: ReminderID

    public init(due: Timestamp, id: ReminderID) {
        self.due = due
        self.id = id
    }

    /// By due time, then by the bytes of the id.
    public static func < (left: ReminderCursor, right: ReminderCursor) -> Bool {
        left.due == right.due ? left.id.text < right.id.text : left.due < right.due
    }
}

/// One page of a listing, by due time, then id.
public struct ReminderPage: Sendable, Equatable {
    public var reminders: [Reminder]
    /// Nil on the last page. A page may be shorter than its limit although more follow: a store stops looking after a
    /// bounded effort.
    public var next: ReminderCursor?

    public init(reminders: [Reminder], next: ReminderCursor?) {
        self.reminders = reminders
        self.next = next
    }
}
