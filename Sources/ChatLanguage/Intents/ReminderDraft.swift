/// A reminder to be set.
public struct ReminderDraft: Sendable, Hashable, Codable {
    public enum Subject: Sendable, Hashable, Codable {
        /// A reminder of its own.
        case title(String)
        /// The reminder of a task.
        case task(ItemRef)
    }

    public enum Time: Sendable, Hashable, Codable {
        case at(Int64)
        /// Minutes before the task is due.
        case before(Int)
    }

    public var subject: Subject
    public var time: Time

    public init(_ subject: Subject, _ time: Time) {
        self.subject = subject
        self.time = time
    }
}

/// How long a reminder sleeps.
public enum Snooze: Sendable, Hashable, Codable {
    /// From now, in milliseconds.
    case delay(Int64)
    case until(Int64)

    /// What "snooze" alone means: ten minutes.
    public static let standard = Snooze.delay(600_000)
}
