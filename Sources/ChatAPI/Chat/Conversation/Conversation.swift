import ChatLanguage

/// What is remembered of a conversation between two messages.
struct Conversation: Codable, Sendable {
    /// Turns that are kept for the LLM.
    static let mostTurns = 12
    static let longestTurn = 2_000
    static let mostShown = 50

    enum Role: String, Codable, Sendable { case user, assistant }

    struct Turn: Codable, Sendable, Hashable {
        var role: Role
        var text: String
    }

    /// A task or a reminder that a message may mean.
    struct Item: Codable, Sendable, Hashable {
        var id: String
        var title: String
    }

    /// Something that is done once the user has said which one, or yes.
    struct Awaiting: Codable, Sendable, Hashable {
        var intent: ChatIntent
        var candidates: [Item]
        var isConfirmation: Bool
    }

    /// What the language needs to understand the next message.
    var context = ChatContext()
    var awaiting: Awaiting?
    /// Tasks in the order in which they were listed last.
    var shownTasks: [Item] = []
    var shownReminders: [Item] = []
    /// What "it" means, by kind.
    var mentionedTask: Item?
    var mentionedReminder: Item?
    private(set) var turns: [Turn] = []

    mutating func add(_ role: Role, _ text: String) {
        turns.append(Turn(role: role, text: String(text.prefix(Self.longestTurn))))
        if turns.count > Self.mostTurns { turns.removeFirst(turns.count - Self.mostTurns) }
    }

    /// Asks which of several is meant.
    mutating func ask(which candidates: [Item], for intent: ChatIntent) {
        awaiting = Awaiting(intent: intent, candidates: candidates, isConfirmation: false)
        context.pending = .choice(candidates.map(\.title))
    }

    /// Asks whether it is really to be done.
    mutating func ask(toConfirm item: Item, for intent: ChatIntent) {
        awaiting = Awaiting(intent: intent, candidates: [item], isConfirmation: true)
        context.pending = .confirmation
    }

    mutating func mention(task: Item) {
        mentionedTask = task
        context.mentioned = task.title
    }

    mutating func mention(reminder: Item) {
        mentionedReminder = reminder
        context.mentioned = reminder.title
    }
}
