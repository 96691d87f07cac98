import ArgumentParser
import JSON
import ReminderClient

/// `punctual mode`: shows or sets what carries reminders.
struct ModeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mode",
        abstract: "Show or set what carries reminders.",
        discussion:
            "auto: the Jobs API while it is healthy, the sweeper while it is not. jobs: the Jobs API, whatever its health. fallback: the sweeper alone."
    )

    @Argument(help: "auto, jobs or fallback; nothing to show it.") var mode: String?
    @OptionGroup var engine: EngineOptions

    func validate() throws {
        if let mode, !["auto", "jobs", "fallback"].contains(mode) { throw ValidationError("A mode is auto, jobs or fallback.") }
    }

    func run() async throws {
        try await engine.withEngine { client in
            let shown = if let mode { try await client.setMode(mode) } else { try await client.mode() }
            if engine.json { return Terminal.say(ReminderText.json(shown.raw)) }
            ModeText.lines(shown).forEach(Terminal.say)
        }
    }
}
