import ArgumentParser
import ReminderClient

/// `punctual get`: all about one reminder.
struct GetCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "get", abstract: "Show one reminder.")

    @Argument var id: String
    @OptionGroup var engine: EngineOptions

    func run() async throws {
        try await engine.withEngine { client in
            let reminder = try await client.reminder(id)
            if engine.json { return Terminal.say(ReminderText.json(reminder)) }
            ReminderText.details(reminder).forEach(Terminal.say)
        }
    }
}
