import ArgumentParser
import ReminderClient

/// `punctual redrive`: another try for what ran out of attempts.
struct RedriveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redrive",
        abstract: "Try dead reminders again at once, under the event ids that they have."
    )

    @Argument(help: "Their ids; all of the dead when none is given.") var ids: [String] = []
    @OptionGroup var engine: EngineOptions

    func run() async throws {
        try await engine.withEngine { client in
            let count = try await client.redrive(ids.isEmpty ? nil : ids)
            Terminal.say(engine.json ? ReminderText.json(["redriven": count]) : "\(count) driven again.")
        }
    }
}
