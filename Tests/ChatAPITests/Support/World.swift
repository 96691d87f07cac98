import ChatAPI
import JSON
import Logging
import Reminders
import RemindersTestKit
import TodoKit

/// What outlives a chat-api process: state store, engine, broker. Any number of processes can be made over it.
struct World {
    let documents = MemoryDocuments()
    let reminders = MemoryReminders()
    let publisher = MemoryPublisher()
    let live = LiveHub()
    let clock = ManualClock()

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    static let user = "ada"

    func process(checkpoint: @escaping @Sendable (CrashPoint) async -> Void = { _ in }) -> CommandLayer {
        CommandLayer(
            documents: documents,
            reminders: reminders,
            publisher: publisher,
            live: live,
            clock: clock,
            logger: Self.quiet,
            checkpoint: checkpoint
        )
    }

    /// Fields of a task that reminds so many seconds from now; nil for one that does not.
    func fields(_ title: String, remindIn seconds: Int? = 3_600, id: String? = nil) -> TaskFields {
        var fields = TaskFields()
        fields.id = id
        fields.title = title
        if let seconds { fields.remindAt = .some(clock.now + .seconds(seconds)) }
        return fields
    }

    /// Delivers every guard that is set, as the engine would, to that process.
    func deliverGuards(to process: CommandLayer) async throws {
        for payload in reminders.fireGuards() { try await process.handleGuard(payload) }
    }
}
