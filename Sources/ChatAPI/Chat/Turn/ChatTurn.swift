import ChatLanguage
import JSON
import ReminderClient
import Reminders
import TodoKit

/// One message being answered: carries intents out by the same commands that REST uses, and remembers what was done.
struct ChatTurn: Sendable {
    let commands: CommandLayer
    let reminders: UserReminders
    let userID: String
    let times: ZoneText
    /// Told of each invocation as it happens.
    let observer: @Sendable (ToolInvocation) async -> Void

    var conversation: Conversation
    private(set) var invocations: [ToolInvocation] = []

    init(
        commands: CommandLayer,
        reminders: UserReminders,
        userID: String,
        times: ZoneText,
        conversation: Conversation,
        observer: @escaping @Sendable (ToolInvocation) async -> Void
    ) {
        self.commands = commands
        self.reminders = reminders
        self.userID = userID
        self.times = times
        self.conversation = conversation
        self.observer = observer
    }

    var now: Timestamp { times.now }
    /// What was changed for this message so far.
    var changes: [ToolInvocation] { invocations.filter(\.isChange) }

    /// Does what a message asks for.
    ///
    /// - Parameters:
    ///   - item: the task or reminder, when it is settled already which one.
    ///   - isConfirmed: whether the user has said yes.
    /// - Returns: what to tell the user.
    mutating func carryOut(_ intent: ChatIntent, on item: Conversation.Item? = nil, isConfirmed: Bool = false) async -> String {
        let awaiting = conversation.awaiting
        conversation.awaiting = nil
        conversation.context.pending = nil
        switch intent {
        case .confirm:
            guard let awaiting, awaiting.isConfirmation, let item = awaiting.candidates.first else { return "There is nothing to confirm." }
            return await carryOut(awaiting.intent, on: item, isConfirmed: true)
        case .choose(let number):
            guard let awaiting, awaiting.candidates.indices.contains(number - 1) else { return "There is nothing to choose from." }
            return await carryOut(awaiting.intent, on: awaiting.candidates[number - 1])
        case .deny: return "All right, nothing was changed."
        case .help: return Self.help
        case .acknowledge(let text): return text
        case .question(let question):
            conversation.context.pending = question.pending
            return question.text
        default: break
        }
        do {
            return try await perform(intent, item, isConfirmed)
        } catch let error as ChatFailure {
            return error.text
        } catch let error as CommandError {
            return Self.words(for: error)
        } catch let error as ReminderClientError {
            return Self.words(for: error)
        } catch {
            return "That did not work."
        }
    }

    private mutating func perform(_ intent: ChatIntent, _ item: Conversation.Item?, _ isConfirmed: Bool) async throws -> String {
        switch intent {
        case .addTask(let draft): return try await add(draft)
        case .listTasks(let filter): return try await list(filter)
        case .searchTasks(let text): return try await search(text)
        case .completeTask(let ref): return try await complete(try await task(ref, item, intent))
        case .updateTask(let ref, let changes): return try await update(try await task(ref, item, intent), changes)
        case .deleteTask(let ref): return try await delete(try await task(ref, item, intent), intent, isConfirmed)
        case .setReminder(let draft): return try await setReminder(draft, item, intent)
        case .listReminders(let range): return try await listReminders(range)
        case .cancelReminder(let ref): return try await cancelReminder(try await reminder(ref, item, intent))
        case .snoozeReminder(let ref, let snooze): return try await snoozeReminder(try await reminder(ref, item, intent), snooze)
        case .confirm, .deny, .choose, .help, .acknowledge, .question: return ""
        }
    }

    mutating func note(_ name: String, _ arguments: JSONObject, _ result: JSONValue, isChange: Bool = false) async {
        let invocation = ToolInvocation(name: name, arguments: arguments, result: result, isChange: isChange)
        invocations.append(invocation)
        await observer(invocation)
    }

    private static func words(for error: CommandError) -> String {
        switch error.code {
        case .notFound: "That task is gone."
        case .invalid: error.fields.map { "\($0.field): \($0.message)" }.joined(separator: " ")
        case .idTaken, .conflict, .versionMismatch: "Somebody else changed the task at the same time. Please try again."
        case .unavailable: "I cannot do that just now, since a part of me does not answer. Please try again in a moment."
        case .unreadable: "I cannot read that task."
        }
    }

    private static func words(for error: ReminderClientError) -> String {
        switch error.code {
        case .notFound: "That reminder is gone."
        case .conflict: "That reminder cannot be changed any more: \(error.message)"
        case .invalid: (error.fields.first?.message ?? error.message)
        default: "The reminders do not answer just now. Please try again in a moment."
        }
    }

    private static let help = """
        You can say, for instance: "add buy milk tomorrow at 9am #shopping", "remind me to call mum in 20 minutes", "show my tasks for this week", \
        "complete milk", "move milk to Friday", "delete milk", "what reminders are coming up", "snooze 10 minutes".
        """
}

/// Why nothing was done, in words for the user.
struct ChatFailure: Error, Hashable, Sendable {
    var text: String

    /// The same words say the same again.
    var isRetriable: Bool { false }

    init(_ text: String) { self.text = text }
}
