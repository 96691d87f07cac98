import ChatLanguage
import Dapr
import Foundation
import JSON
public import Logging
public import Reminders
public import ServiceKit
import TodoKit

/// Answers messages: by the deterministic language, or by an LLM whose every failure leads back to the language.
public final class ChatService: Sendable {
    let notification: NotificationService
    private let commands: CommandLayer
    private let reminders: UserReminders
    private let memory: ConversationMemory
    private let assistant: LLMAssistant?
    private let clock: any WallClock
    private let newID: @Sendable () -> String
    private let logger: Logger
    private let locks = KeyedLock()

    /// - Parameter assistant: nil leaves everything to the language.
    public init(
        commands: CommandLayer,
        reminders: UserReminders,
        state: any ServiceState,
        notification: NotificationService,
        assistant: LLMAssistant? = nil,
        clock: any WallClock,
        newID: @escaping @Sendable () -> String = RandomID.make,
        logger: Logger
    ) {
        self.commands = commands
        self.reminders = reminders
        self.notification = notification
        memory = ConversationMemory(state: state)
        self.assistant = assistant
        self.clock = clock
        self.newID = newID
        self.logger = logger
    }

    /// Answers one message.
    ///
    /// - Parameter observer: told of each thing done as it is done.
    /// - Throws: `DaprError` when the conversation cannot be read.
    func answer(
        _ message: ChatMessage,
        userID: String,
        observer: @escaping @Sendable (ToolInvocation) async -> Void = { _ in }
    ) async throws(DaprError) -> ChatAnswer {
        let id = message.conversationID ?? newID()
        let zoneName: String
        if let given = message.timeZone { zoneName = given } else { zoneName = await notification.timeZone(userID: userID) }
        // Two messages of one conversation are answered one after the other, or else one forgets what the other one said.
        return try await locks.with("\(userID)/\(id)") { () async throws(DaprError) in
            let conversation = try await memory.load(id, userID: userID)
            let zone = TaskZone(zoneName) ?? TaskZone("UTC")
            guard let zone else { throw DaprError(.invalid, "there are no time zones on this machine") }
            var turn = ChatTurn(
                commands: commands,
                reminders: reminders,
                userID: userID,
                times: ZoneText(zone: zone, now: clock.now),
                conversation: conversation,
                observer: observer
            )
            let text = await respond(to: message.text, &turn)
            turn.conversation.add(.user, message.text)
            turn.conversation.add(.assistant, text)
            do throws(DaprError) {
                try await memory.save(turn.conversation, id, userID: userID)
            } catch {
                // The answer stands; only the next message will not know of it.
                logger.warning("A conversation was not kept", metadata: ["error": "\(error)"])
            }
            return ChatAnswer(text: text, invocations: turn.invocations, conversationID: id)
        }
    }

    private func respond(to text: String, _ turn: inout ChatTurn) async -> String {
        let zone = TimeZone(identifier: turn.times.zone.name) ?? .gmt
        let intent = ChatParser.parse(text, now: turn.now.milliseconds, timeZone: zone, context: turn.conversation.context)
        // An answer to our own question is not for the LLM to interpret: a yes deletes something.
        if let assistant, turn.conversation.context.pending == nil {
            let untouched = turn
            do throws(LLMError) {
                return try await assistant.answer(text, &turn)
            } catch {
                logger.warning("The LLM failed", metadata: ["error": "\(error)", "done": "\(turn.changes.count)"])
                // What it did stays done, and must not be done again.
                if let done = Self.told(turn.changes) { return done }
                turn = untouched
            }
        }
        return await turn.carryOut(intent)
    }

    /// What an LLM did before it failed, in words.
    private static func told(_ changes: [ToolInvocation]) -> String? {
        guard !changes.isEmpty else { return nil }
        let words = changes.map { change in
            let title = change.result["title"]?.string.map { " “\($0)”" } ?? ""
            return change.name.split(separator: "_").joined(separator: " ") + title
        }
        return "Done: \(words.joined(separator: "; "))."
    }
}
