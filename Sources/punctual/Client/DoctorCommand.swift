import ArgumentParser
import JSON
import Logging
import Redis
import ReminderClient
import Reminders
import RemindersRedis

/// `punctual doctor`: looks for what is wrong with an engine, and says what to do.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Find out what is wrong with an engine, and what to do.",
        discussion: "Exits with 1 when something is."
    )

    @Option(
        help: ArgumentHelp("Look also at the settings of this Redis; otherwise at that of PUNCTUAL_REDIS_URL, if set.", valueName: "url")
    )
    var redisUrl: String?
    @OptionGroup var engine: EngineOptions

    func run() async throws {
        var diagnosis = Diagnosis()
        try await engine.withEngine(deadline: .seconds(5)) { client in await examine(client, &diagnosis) }
        if let url = redisUrl ?? ProcessEnvironment.variables["PUNCTUAL_REDIS_URL"] { await examineRedis(url, &diagnosis) }
        for finding in diagnosis.findings { Terminal.say(engine.json ? ReminderText.json(finding) : finding.line) }
        if !diagnosis.isHealthy { throw ExitCode(1) }
    }

    private func examine(_ client: ReminderClient, _ diagnosis: inout Diagnosis) async {
        do throws(ReminderClientError) {
            let waits = try await client.waits()
            diagnosis.add(.good, "\(engine.address) answers")
            diagnosis.judge(waits: waits, mode: try await client.mode())
        } catch {
            let advice = "Start one with `punctual engine` or `punctual dev`, or say where it is by --url or PUNCTUAL_URL."
            diagnosis.add(.bad, error.message, error.status == nil ? advice : "Is this the address of an engine?")
        }
    }

    private func examineRedis(_ url: String, _ diagnosis: inout Diagnosis) async {
        do {
            var configuration = try RedisConfiguration(url: url)
            configuration.connections = 1
            let redis = RedisClient(configuration, logger: Logger(label: "doctor") { _ in SwiftLogNoOpLogHandler() })
            let store = RedisReminderStore(client: redis, namespace: "punctual")
            let hazards = try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await redis.run() }
                defer { group.cancelAll() }
                return try await store.hazards()
            }
            for hazard in hazards { diagnosis.add(.bad, "Redis may lose reminders: \(hazard)") }
            if hazards.isEmpty { diagnosis.add(.good, "Redis neither evicts nor forgets") }
        } catch let error as StoreError {
            diagnosis.add(.bad, "Redis cannot be looked at: \(error.message)", "Is it up, and do user and password fit?")
        } catch {
            diagnosis.add(.bad, "Redis cannot be looked at: \(error)", "Check the URL: redis://[[user]:password@]host[:port][/database]")
        }
    }
}

extension Diagnosis.Finding: JSONEncodable {
    var line: String {
        let head = "\(level.rawValue)".padded(to: 6) + Printable.text(what)
        return advice.isEmpty ? head : head + "\n      → " + advice
    }

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("level", level.rawValue)
            writer.member("what", what)
            writer.member("advice", ifPresent: advice.isEmpty ? nil : advice)
        }
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(width - count, 0)) }
}
