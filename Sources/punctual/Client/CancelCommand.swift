import ArgumentParser
import JSON
import ReminderClient

/// `punctual cancel`: cancels by id, or all that a user, task or tag has.
struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel",
        abstract: "Cancel reminders.",
        discussion:
            "With one id it fails when that reminder is unknown or has fired; with several, or by what they have in common, it cancels what it can and says how many."
    )

    @Argument(help: "Ids.") var ids: [String] = []
    @Option(help: "All of this user.") var user: String?
    @Option(help: "All of this task.") var task: String?
    @Option(help: "All with this tag.") var tag: String?
    @OptionGroup var engine: EngineOptions

    func validate() throws {
        let hasCondition = user != nil || task != nil || tag != nil
        if ids.isEmpty != hasCondition {
            throw ValidationError("Give either ids, or what the reminders have in common by --user, --task or --tag.")
        }
    }

    func run() async throws {
        try await engine.withEngine { client in
            let cancelled: Int
            if ids.count == 1 {
                try await client.cancel(ids[0])
                cancelled = 1
            } else if ids.isEmpty {
                cancelled = try await client.cancel(userID: user, taskID: task, tag: tag)
            } else {
                cancelled = try await client.cancel(ids)
            }
            Terminal.say(engine.json ? ReminderText.json(["cancelled": cancelled]) : "Cancelled \(cancelled).")
        }
    }
}
