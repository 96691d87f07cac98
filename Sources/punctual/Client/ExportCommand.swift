import ArgumentParser
import ReminderClient

/// `punctual export`: reminders as JSON Lines, for `punctual import`.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write reminders to standard output, one JSON object on each line.",
        discussion: "What is scheduled, unless --state says otherwise. What changes meanwhile may be missed."
    )

    @OptionGroup(title: "Which") var which: FilterOptions
    @Option(help: "The engine. Otherwise PUNCTUAL_URL.") var url: String?

    func run() async throws {
        var engine = EngineOptions()
        engine.url = url
        engine.json = true
        var filter = which.filter
        filter.state = filter.state ?? "scheduled"
        try await engine.withEngine { client in
            var cursor: String?
            repeat {
                let page = try await client.list(filter, limit: 500, cursor: cursor)
                page.reminders.forEach { Terminal.say(ReminderText.json($0)) }
                cursor = page.next
            } while cursor != nil
        }
    }
}
