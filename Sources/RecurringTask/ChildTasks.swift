import Crypto
public import Reminders
public import TodoKit

/// The tasks that follow a completed one, ready to be created.
public enum ChildTasks {
    /// The next task of the series first, then those that are made up for.
    ///
    /// The next one is like its parent, due at the next occurrence. A reminder at a time of its own keeps its distance from the due
    /// time on the calendar and the clock; one so many minutes before keeps the minutes. One that is made up for is overdue already,
    /// so that it neither repeats nor reminds.
    ///
    /// - Throws: when the rule is no good.
    public static func children(of parent: TodoTask, completedAt completion: Timestamp) throws(RecurrenceError) -> [TaskFields] {
        let zone = TaskZone(parent.timeZone)
        return try parent.successors(completedAt: completion).map { successor in
            var child = TaskFields()
            child.title = parent.title
            if let description = parent.description { child.description = description }
            child.priority = parent.priority
            child.timeZone = parent.timeZone
            child.tags = parent.tags
            child.parentTaskID = parent.id
            let due = successor.occurrence
            guard let rule = successor.rule else {
                child.id = id(of: parent, "missed \(due.instant.rfc3339)")
                child.dueAt = due.instant
                return child
            }
            child.id = id(of: parent, "next")
            child.recurrenceRule = rule
            child.recurrenceBasis = parent.recurrenceBasis
            child.misfirePolicy = parent.misfirePolicy
            if parent.dueAt == nil, parent.remindAt != nil {
                child.remindAt = due.instant
            } else {
                child.dueAt = due.instant
                if let remindAt = parent.remindAt { child.remindAt = shifted(remindAt, with: parent.dueAt, to: due, zone: zone) }
                if let offset = parent.reminderOffsetMinutes { child.reminderOffsetMinutes = offset }
            }
            return child
        }
    }

    /// The id of a child: always the same for the same parent. A completion that is told of again finds the child there, and so
    /// does one that was taken back and made again: one task has one next.
    static func id(of parent: TodoTask, _ role: String) -> String {
        let name = "\(parent.userID)\u{0}\(parent.id)\u{0}\(role)"
        let hash = SHA256.hash(data: Array(name.utf8)).prefix(12)
        let digits = hash.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
        return "next-\(digits)"
    }

    private static func shifted(
        _ remindAt: Timestamp,
        with oldDue: Timestamp?,
        to due: RecurrenceSeries.Occurrence,
        zone: TaskZone?
    ) -> Timestamp {
        guard let oldDue else { return due.instant }
        guard let zone else { return due.instant + (remindAt - oldDue) }
        let distance = zone.civil(at: oldDue).milliseconds - zone.civil(at: remindAt).milliseconds
        return zone.instant(of: CivilTime(milliseconds: due.civil.milliseconds - distance))
    }
}
