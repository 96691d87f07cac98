public import Reminders

/// What somebody is to be told: that a reminder has fired.
public struct Notice: Sendable, Hashable {
    /// Of the event that reported it first. Everything that is made of the notice has this id, so that receivers recognise a repeat.
    public var eventID: String
    public var userID: String
    public var reminderID: String
    public var generation: Int
    public var taskID: String?
    public var title: String
    /// When the user wanted to be reminded.
    public var remindAt: Timestamp
    public var firedAt: Timestamp

    public init(
        eventID: String,
        userID: String,
        reminderID: String,
        generation: Int,
        taskID: String? = nil,
        title: String,
        remindAt: Timestamp,
        firedAt: Timestamp
    ) {
        self.eventID = eventID
        self.userID = userID
        self.reminderID = reminderID
        self.generation = generation
        self.taskID = taskID
        self.title = title
        self.remindAt = remindAt
        self.firedAt = firedAt
    }

    /// For reminders that have no title.
    static let untitled = "Reminder"

    /// A name for the notice that fits into paths, keys, headers and ids of reminders.
    public var token: String { StableHash.hex(eventID, bytes: 12) }

    /// What is told besides the title, in the user's local time.
    func body(in zone: LocalZone) -> String { "Reminder for \(zone.minute(of: remindAt)) (\(zone.name))." }
}
