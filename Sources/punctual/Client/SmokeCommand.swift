import ArgumentParser
import ReminderClient

/// `punctual smoke`: proves that an installation works from end to end. What `helm test` and the deployment run.
struct SmokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smoke",
        abstract: "Schedule a reminder and wait until it has fired.",
        discussion: "Ends with 0 when its event was published in time; with 1, and a reason, otherwise."
    )

    @Option(name: .customLong("in"), help: ArgumentHelp("How far away the reminder is.", valueName: "delay"))
    var delay = "3s"
    @Option(help: ArgumentHelp("How long to wait for it to fire.", valueName: "seconds"))
    var within = 60
    @Option(help: "Whose reminder it is.") var user = "smoke-test"
    @OptionGroup var engine: EngineOptions

    func validate() throws {
        guard (1...3600).contains(within) else { throw ValidationError("--within takes 1 to 3600 seconds.") }
    }

    func run() async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(within)
        try await engine.withEngine { client in
            let wanted = NewReminder(userID: user, title: "Smoke test", time: .after(delay))
            let made = try await client.schedule(wanted).reminder
            Terminal.say("Scheduled \(made.id) for \(ReminderText.seconds(made.remindAt)), carried by \(made.carrier)")
            var last = made
            while clock.now < deadline {
                last = try await Self.look(at: made.id, with: client) ?? last
                if last.state == "fired" {
                    return Terminal.say("Fired by \(last.firedBy ?? "nobody known"), \(last.lag ?? 0) ms after its time")
                }
                if ["cancelled", "dead"].contains(last.state) { break }
                try await Task.sleep(for: .milliseconds(200))
            }
            Terminal.complain("It is \(last.state) after \(within) s. \(Printable.text(last.lastError ?? "No publish has failed."))")
            throw ExitCode(1)
        }
    }

    /// Nil when the engine cannot say just now.
    private static func look(at id: String, with client: ReminderClient) async throws(ReminderClientError) -> ReminderRecord? {
        do throws(ReminderClientError) {
            return try await client.reminder(id)
        } catch {
            guard error.isRetriable else { throw error }
            Terminal.complain("Asking again: \(Printable.text(error.message))")
            return nil
        }
    }
}
