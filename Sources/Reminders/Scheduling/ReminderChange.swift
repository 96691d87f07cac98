public import JSON

/// A change of some fields of a reminder. What is nil stays as it is.
public struct ReminderChange: Sendable, Equatable {
    public var due: ReminderRequest.Due?
    /// `.some(nil)` removes it.
    public var title: String??
    public var data: RawJSON??
    public var tags: [String]?

    public init(due: ReminderRequest.Due? = nil, title: String?? = nil, data: RawJSON?? = nil, tags: [String]? = nil) {
        self.due = due
        self.title = title
        self.data = data
        self.tags = tags
    }

    /// The next generation of a reminder, scheduled afresh.
    func applied(to old: Reminder, now: Timestamp) -> Reminder {
        var new = old
        if let due { new.due = due.resolved(now: now) }
        if let title { new.title = title }
        if let data { new.data = data }
        if let tags { new.tags = tags }
        new.generation += 1
        new.state = .scheduled
        new.carrier = .sweeper
        new.attempts = 0
        new.firedAt = nil
        new.lastError = nil
        new.isUncertain = false
        return new
    }
}
