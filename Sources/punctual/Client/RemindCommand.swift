import ArgumentParser
import JSON
import ReminderClient

/// `punctual remind`: schedules one reminder.
struct RemindCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remind",
        abstract: "Schedule a reminder.",
        usage: "punctual remind \"Call mum\" --in 10m"
    )

    @Argument(help: "What to be reminded of.") var title: String?
    @OptionGroup(title: "When") var when: TimeOptions
    @Option(help: "Who is reminded; otherwise whoever runs this.") var user: String?
    @Option(help: "An id of one's own, which makes the command safe to repeat.") var id: String?
    @Option(help: "The task that it belongs to.") var task: String?
    @Option(help: "A tag; may be given several times.") var tag: [String] = []
    @Option(help: "The pub/sub topic of its event.") var topic: String?
    @Option(help: ArgumentHelp("Anything, to be handed to whoever gets the event.", valueName: "json")) var data: String?
    @Option(help: "Makes a repeated command find what the first one made.") var idempotencyKey: String?
    @OptionGroup var engine: EngineOptions

    func run() async throws {
        let reminder = try wanted()
        try await engine.withEngine { client in
            let (made, isNew) = try await client.schedule(reminder, idempotencyKey: idempotencyKey)
            if engine.json { return Terminal.say(ReminderText.json(made)) }
            Terminal.say("\(isNew ? "Scheduled" : "Scheduled before:") \(made.id) for \(ReminderText.seconds(made.remindAt))")
        }
    }

    private func wanted() throws -> NewReminder {
        guard let user = user ?? ProcessEnvironment.variables["USER"], !user.isEmpty else {
            throw ValidationError("Say who is to be reminded by --user.")
        }
        return NewReminder(
            id: id,
            userID: user,
            taskID: task,
            title: title,
            time: try when.time,
            topic: topic,
            tags: tag,
            data: try data.map(Self.json)
        )
    }

    private static func json(_ text: String) throws -> RawJSON {
        do throws(JSONError) {
            return try RawJSON(validating: Array(text.utf8))
        } catch {
            throw ValidationError("--data is not what can be sent: \(error)")
        }
    }
}
