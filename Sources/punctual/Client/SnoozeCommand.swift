import ArgumentParser
import ReminderClient

/// `punctual snooze`: puts a reminder off, also one that has fired.
struct SnoozeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snooze",
        abstract: "Put a reminder off, also one that has fired.",
        usage: "punctual snooze <id> --in 10m"
    )

    @Argument var id: String
    @OptionGroup(title: "Until when") var when: TimeOptions
    @Option(help: "Only if it still has this generation.") var generation: Int?
    @OptionGroup var engine: EngineOptions

    func run() async throws {
        let time = try when.time
        try await engine.withEngine { client in
            let reminder = try await client.snooze(id, time, ifGeneration: generation)
            if engine.json { return Terminal.say(ReminderText.json(reminder)) }
            Terminal.say("\(reminder.id) is put off until \(ReminderText.seconds(reminder.remindAt))")
        }
    }
}
