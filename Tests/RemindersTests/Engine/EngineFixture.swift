import Logging
import RemindersTestKit
import ServiceLifecycle
import Testing

@testable import Reminders

/// An engine over memory, with a clock that the test drives.
struct EngineFixture: Sendable {
    let clock = ManualClock()
    let ledger = MemoryReminderStore()
    let store: FlakyStore
    let carrier = ScriptedCarrier()
    let publisher = RecordingPublisher()
    let engine: ReminderEngine

    init(configuration: ReminderEngine.Configuration = .init()) {
        store = FlakyStore(ledger)
        engine = Self.engine(store, carrier, publisher, clock, configuration)
    }

    /// Another engine over the same ledger, carrier, broker and clock.
    func replica(configuration: ReminderEngine.Configuration = .init()) -> ReminderEngine {
        Self.engine(ledger, carrier, publisher, clock, configuration)
    }

    private static func engine(
        _ store: any ReminderStore,
        _ carrier: ScriptedCarrier,
        _ publisher: RecordingPublisher,
        _ clock: ManualClock,
        _ configuration: ReminderEngine.Configuration
    ) -> ReminderEngine {
        ReminderEngine(
            store: store,
            carrier: carrier,
            publisher: publisher,
            clock: clock,
            configuration: configuration,
            randomness: SeededGenerator(seed: 7),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Runs the engine's loops while `body` runs, then shuts them down gracefully.
    func running(_ body: @Sendable () async throws -> Void) async throws {
        let group = ServiceGroup(services: engine.services, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            do { try await body() } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    /// Lets the loops work until something holds. Time stands still meanwhile; the deadline is the machine's own time.
    func eventually(
        _ what: String,
        sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: @Sendable () async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            if try await condition() { return }
            try await Task.sleep(for: .milliseconds(1))
        }
        Issue.record("not within a minute: \(what)", sourceLocation: sourceLocation)
    }

    /// Advances step by step, giving the loops the time to go to sleep again in between.
    func pass(_ duration: Duration, step: Duration = .milliseconds(100)) async throws {
        let end = clock.now + duration
        while clock.now < end {
            clock.advance(to: min(clock.now + step, end))
            for _ in 0..<40 { await Task.yield() }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    @discardableResult
    func schedule(_ id: String, in delay: Duration, user: String = "ada") async throws -> Reminder {
        let known = try #require(ReminderID(id))
        let request = ReminderRequest(id: known, userID: user, title: id, due: .after(delay))
        return try await engine.scheduler.schedule(request).reminder
    }

    func reminder(_ id: String) async throws -> Reminder {
        let known = try #require(ReminderID(id))
        return try #require(try await ledger.fetch([known]).first ?? nil)
    }

    var publishedIDs: [String] { publisher.published.map(\.id) }
}
