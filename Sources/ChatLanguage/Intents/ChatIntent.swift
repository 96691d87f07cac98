/// What a message asks for. The command layer carries it out; nothing here does anything by itself.
///
/// Instants are UTC milliseconds since 1970.
public enum ChatIntent: Sendable, Hashable, Codable {
    case addTask(TaskDraft)
    case listTasks(TaskFilter)
    case completeTask(ItemRef)
    case updateTask(ItemRef, TaskChanges)
    /// The command layer asks before it deletes: it leaves `ChatContext.Pending.confirmation` open and gets `confirm` or `deny` back.
    case deleteTask(ItemRef)
    case searchTasks(String)
    case setReminder(ReminderDraft)
    /// Reminders that fire within the span; `nil`: all that are to come.
    case listReminders(InstantRange?)
    case cancelReminder(ItemRef)
    case snoozeReminder(ItemRef, Snooze)
    /// "Yes" to the command layer's own question.
    case confirm
    /// "No", "never mind": whatever was open is dropped.
    case deny
    /// The nth of the titles that `ChatContext.Pending.choice` offers, counted from 1.
    case choose(Int)
    case help
    /// Nothing is to be done and nothing is open: a polite answer, such as to "thanks" or "don't delete milk".
    case acknowledge(String)
    /// The message is unclear: nothing is done until the question is answered.
    case question(ChatQuestion)
}

/// A question back to the user, and what has to be remembered to understand the answer.
public struct ChatQuestion: Sendable, Hashable, Codable {
    /// The text to show.
    public var text: String
    /// Goes into `ChatContext.pending` of the next turn; `nil` when any new message may follow.
    public var pending: ChatContext.Pending?

    public init(_ text: String, pending: ChatContext.Pending? = nil) {
        self.text = text
        self.pending = pending
    }
}
