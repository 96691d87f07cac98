import ArgumentParser
import Curl
import Logging
import ReminderClient
import Reminders
import RemindersAPI
import RemindersTestKit
import ServiceKit
import ServiceLifecycle
import Testing

@testable import punctual

/// An engine over memory behind its API on a free loopback port, and a client of it. Its clock stands still.
struct LiveEngine: Sendable {
    let clock: ManualClock
    let ledger: MemoryReminderStore
    let store: FlakyStore
    let carrier: ScriptedCarrier
    let readiness: Readiness
    let engine: ReminderEngine
    let client: ReminderClient
    let url: String

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    static func with(_ body: @Sendable (LiveEngine) async throws -> Void) async throws {
        let (clock, ledger, carrier, readiness, registry) =
            (ManualClock(), MemoryReminderStore(), ScriptedCarrier(), Readiness(), MetricRegistry())
        let store = FlakyStore(ledger)
        let engine = ReminderEngine(
            store: store,
            carrier: carrier,
            publisher: RecordingPublisher(),
            clock: clock,
            randomness: SeededGenerator(seed: 3),
            metricsFactory: registry,
            logger: quiet
        )
        let api = EngineAPI(engine: engine, appToken: nil, readiness: readiness, metrics: registry, logger: quiet)
        let server = HTTPServer(router: api.router(), configuration: HTTPServerConfiguration(port: 0), logger: quiet)
        let group = ServiceGroup(services: [server], logger: quiet)
        let http = CurlClient(logger: quiet)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            let url = "http://127.0.0.1:\(try await server.port.value())"
            let live = LiveEngine(
                clock: clock,
                ledger: ledger,
                store: store,
                carrier: carrier,
                readiness: readiness,
                engine: engine,
                client: ReminderClient(baseURL: url, http: http),
                url: url
            )
            do { try await body(live) } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await http.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Runs `punctual …` in this process.
    func punctual(_ arguments: String...) async throws { try await punctual(arguments) }

    func punctual(_ arguments: [String]) async throws {
        let command = try Punctual.parseAsRoot(arguments + ["--url", url])
        if var command = command as? any AsyncParsableCommand { try await command.run() }
    }

    func stored(_ id: String) async throws -> Reminder? {
        let known = try #require(ReminderID(id))
        return try await ledger.fetch([known]).first ?? nil
    }

    /// Claims what is due and settles it as fired or dead, as the engine's loops would.
    func settleDue(as outcome: Settlement.Outcome) async throws {
        let window = DueWindow(now: clock.now, jobsGrace: .zero, limit: 10, leaseEnds: clock.now + .seconds(5))
        let settlements = try await ledger.claimDue(window).claims.map { claim in
            var reminder = claim.reminder
            if outcome == .fired { reminder.firedAt = clock.now } else { (reminder.attempts, reminder.lastError) = (100, "too big") }
            return Settlement(claim: claim, outcome: outcome, reminder: reminder)
        }
        _ = try await ledger.settle(settlements, forgetAt: clock.now + .seconds(1000))
    }
}
