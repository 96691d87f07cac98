public import Reminders

/// One entry of a user's inbox.
public struct InboxEntry: Sendable, Hashable {
    /// Derived from the event that caused it, so that a repeat makes no second one.
    public var id: String
    public var title: String
    public var body: String
    public var taskID: String?
    public var reminderID: String
    public var firedAt: Timestamp
    public var createdAt: Timestamp
    public var isRead: Bool

    init(_ notice: Notice, zone: LocalZone, now: Timestamp) {
        id = notice.token
        title = notice.title
        body = notice.body(in: zone)
        taskID = notice.taskID
        reminderID = notice.reminderID
        firedAt = notice.firedAt
        createdAt = now
        isRead = false
    }
}
