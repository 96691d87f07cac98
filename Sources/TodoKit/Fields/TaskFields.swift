public import Reminders

/// The fields of a task that somebody wants to set: the body of a create, a replacement or a change.
///
/// Nil means that the field was not mentioned; `.some(nil)` that it is to be emptied.
public struct TaskFields: Sendable, Hashable {
    /// The id that the caller chose, when creating.
    public var id: String?
    public var title: String?
    public var description: String??
    public var status: TaskStatus?
    public var priority: TaskPriority?
    public var dueAt: Timestamp??
    public var remindAt: Timestamp??
    public var reminderOffsetMinutes: Int??
    public var recurrenceRule: String??
    public var recurrenceBasis: RecurrenceBasis?
    public var misfirePolicy: MisfirePolicy?
    public var timeZone: String?
    public var parentTaskID: String??
    public var tags: [String]?

    public init() {}

    /// Sets the fields that were mentioned. An explicit `remind_at` replaces an offset and the other way round, unless both
    /// were given, which ``TodoTask/fieldErrors`` complains of. A new due time is where the rest of a series goes on from. `completed_at` follows the status; version and `updated_at` are
    /// for the caller to set.
    public func apply(to task: inout TodoTask, now: Timestamp) {
        if let title { task.title = title }
        if let description { task.description = description }
        if let priority { task.priority = priority }
        if let dueAt {
            if dueAt != task.dueAt, recurrenceRule == nil { task.rebaseRecurrence() }
            task.dueAt = dueAt
        }
        if let remindAt {
            task.remindAt = remindAt
            if remindAt != nil { task.reminderOffsetMinutes = nil }
        }
        if let reminderOffsetMinutes {
            task.reminderOffsetMinutes = reminderOffsetMinutes
            if reminderOffsetMinutes != nil, (remindAt ?? nil) == nil { task.remindAt = nil }
        }
        if let recurrenceRule { task.recurrenceRule = recurrenceRule }
        if let recurrenceBasis { task.recurrenceBasis = recurrenceBasis }
        if let misfirePolicy { task.misfirePolicy = misfirePolicy }
        if let timeZone { task.timeZone = timeZone }
        if let parentTaskID { task.parentTaskID = parentTaskID }
        if let tags { task.tags = tags }
        if let status, status != task.status {
            task.status = status
            task.completedAt = status == .completed ? now : nil
        }
    }
}
