import Dapr
import JSON
import Logging
import ServiceKit
import Synchronization
import Testing

@Suite("Consuming events", .timeLimit(.minutes(1)))
struct EventConsumerTests {
    static let body = Array(EventSamples.wrapped(EventSamples.bare).utf8)

    /// A consumer over a state in memory, with a clock and a handler's time limit that the test drives.
    final class Fixture: Sendable {
        let time = TestTime()
        let state: MemoryServiceState
        let metrics = MetricRegistry()
        let log = LogLines()
        let limit = OneShot<Void>()

        init() {
            let time = time
            state = MemoryServiceState(now: { time.now })
        }

        func consumer(_ name: String = "audit") -> EventConsumer {
            let time = time
            let limit = limit
            return EventConsumer(
                name,
                claims: DaprEventClaims(state, now: { time.now }),
                metricsFactory: metrics,
                now: { time.now },
                sleep: { _ in try await limit.value() }
            )
        }

        func handle(_ body: [UInt8] = body, by name: String = "audit", _ handler: @escaping EventHandler) async -> EventOutcome {
            await consumer(name).handle(body, topic: "task-events", logger: log.logger(), handler)
        }
    }

    struct Failure: Error {}

    @Test("of 32 deliveries at once one has its effect; the others succeed or come again")
    func concurrentDeliveries() async throws {
        let fixture = Fixture()
        let effects = Count()
        let outcomes = await withTaskGroup(of: EventOutcome.self) { group in
            for _ in 0..<32 {
                group.addTask {
                    await fixture.handle { _ in
                        try await Task.sleep(for: .milliseconds(20))
                        effects.add()
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(effects.value == 1)
        #expect(outcomes.filter { $0 == .handled }.count == 1)
        #expect(outcomes.allSatisfy { [.handled, .held, .duplicate].contains($0) })
        #expect(await fixture.handle { _ in Issue.record("handled again") } == .duplicate)
    }

    @Test("the same over a sidecar and a real Redis, with two replicas")
    func concurrentDeliveriesOverRedis() async throws {
        try await withState { state in
            let effects = Count()
            let replicas = (0..<2).map { _ in EventConsumer("audit", claims: DaprEventClaims(state)) }
            await withTaskGroup { group in
                for index in 0..<32 {
                    group.addTask {
                        var outcome = EventOutcome.held
                        while outcome.answer == .retry {
                            try? await Task.sleep(for: .milliseconds(5))
                            outcome = await replicas[index % 2].handle(Self.body, topic: "t", logger: silent) { _ in
                                try await Task.sleep(for: .milliseconds(20))
                                effects.add()
                            }
                        }
                        #expect(outcome.answer == .success)
                    }
                }
            }
            #expect(effects.value == 1)
        }
    }

    @Test("two consumers of one event both handle it")
    func consumers() async {
        let fixture = Fixture()
        #expect(await fixture.handle(by: "audit") { _ in } == .handled)
        #expect(await fixture.handle(by: "recurring-task") { _ in } == .handled)
    }

    @Test("a consumer that dies between effect and acknowledgement: the next one is told, and only after the lease")
    func death() async throws {
        let fixture = Fixture()
        let effects = Effects()
        // What a process leaves behind that is killed after its effect: the claim, and nothing else.
        let key = EventKey(consumer: "audit", eventID: "t1:1:created")
        _ = try await DaprEventClaims(fixture.state, now: { fixture.time.now }).claim(key, lease: .seconds(20))
        effects.once("t1:1:created")

        let idempotent: EventHandler = { delivery in
            #expect(delivery.isTakeover)
            effects.once(delivery.event.eventID)
        }
        #expect(await fixture.handle { try await idempotent($0) } == .held)
        fixture.time.advance(by: .seconds(22))
        #expect(await fixture.handle { try await idempotent($0) } == .handled)
        #expect(await fixture.handle { try await idempotent($0) } == .duplicate)
        #expect(effects.ids == ["t1:1:created"])
    }

    @Test("an error gives the event back, and the next delivery handles it")
    func failure() async {
        let fixture = Fixture()
        #expect(await fixture.handle { _ in throw Failure() } == .failed)
        let next = await fixture.handle { #expect(!$0.isTakeover) }
        #expect(next == .handled)
    }

    @Test("an event that is rejected is dropped, and can be handled when it is published again")
    func rejection() async {
        let fixture = Fixture()
        let outcome = await fixture.handle { _ in throw EventRejected("no such task") }
        #expect(outcome == .rejected)
        #expect(outcome.answer == .drop)
        #expect(await fixture.handle { _ in } == .handled)
    }

    @Test("what is no event is dropped without a claim")
    func poison() async {
        let fixture = Fixture()
        let outcome = await fixture.handle(Array("{".utf8)) { _ in Issue.record("handled") }
        #expect(outcome == .malformed)
        #expect(outcome.answer == .drop)
        #expect(fixture.state.keys.isEmpty)
    }

    @Test("while the state store is down nothing is done, and the event comes again")
    func storeDown() async {
        let fixture = Fixture()
        for error in [
            DaprError(.unavailable, "away"), DaprError(.timedOut, "hangs", mayHaveHappened: true), DaprError(.notConfigured, "none"),
        ] {
            fixture.state.fail { _ in error }
            let outcome = await fixture.handle { _ in Issue.record("an effect") }
            #expect(outcome == .unavailable)
            #expect(outcome.answer == .retry)
        }
        fixture.state.fail(nil)
        fixture.time.advance(by: .seconds(60))
        #expect(await fixture.handle { _ in } == .handled)
    }

    @Test("a state store that goes down after the effect: the event is acknowledged, so that it does not take effect again")
    func storeDownAfterwards() async {
        let fixture = Fixture()
        let outcome = await fixture.handle { _ in fixture.state.fail { _ in DaprError(.unavailable, "away") } }
        #expect(outcome == .unmarked)
        #expect(outcome.answer == .success)
    }

    @Test("a handler that runs out of time is cancelled, answered with RETRY, and the next one is told")
    func deadline() async throws {
        let fixture = Fixture()
        let outcome = await fixture.handle { _ in
            fixture.limit.succeed(())
            try await Task.sleep(for: .seconds(60))
        }
        #expect(outcome == .timedOut)
        #expect(outcome.answer == .retry)
        let takeover = OneShot<Bool>()
        var next = EventOutcome.held
        while next == .held {
            try await Task.sleep(for: .milliseconds(1))
            next = await fixture.handle { takeover.succeed($0.isTakeover) }
        }
        #expect(try await takeover.value())
    }

    @Test("a handler that goes on beyond its time keeps the event, and its late end counts")
    func lateEnd() async throws {
        let fixture = Fixture()
        let mayEnd = OneShot<Void>()
        let outcome = await fixture.handle { _ in
            fixture.limit.succeed(())
            // Deaf to cancellation.
            await Task { try? await mayEnd.value() }.value
        }
        #expect(outcome == .timedOut)
        #expect(await fixture.handle { _ in Issue.record("handled by two") } == .held)
        mayEnd.succeed(())
        var next = EventOutcome.held
        while next == .held {
            try await Task.sleep(for: .milliseconds(1))
            next = await fixture.handle { _ in Issue.record("handled twice") }
        }
        #expect(next == .duplicate)
    }

    @Test("every outcome is answered with one of Dapr's three words")
    func words() throws {
        #expect(Set(EventOutcome.allCases.map(\.answer.rawValue)) == ["SUCCESS", "RETRY", "DROP"])
    }

    @Test("log lines bear event, user and correlation; metrics bear topic and outcome")
    func observed() async throws {
        let fixture = Fixture()
        fixture.metrics.describeEvents()
        _ = await fixture.handle { _ in throw Failure() }
        _ = await fixture.handle { $0.logger.info("Noted") }
        let line = try #require(fixture.log.values.first { $0["message"]?.string == "Noted" })
        #expect(line["event_id"]?.string == "t1:1:created")
        #expect(line["user_id"]?.string == "ada")
        #expect(line["correlation_id"]?.string == "0af7651916cd43dd8448eb211c80319c")
        let text = fixture.metrics.exposition()
        #expect(text.contains(#"punctual_events_handled_total{outcome="failed",topic="task-events"} 1"#))
        #expect(text.contains(#"punctual_events_handled_total{outcome="handled",topic="task-events"} 1"#))
        #expect(text.contains(#"punctual_event_handle_seconds_count{topic="task-events"} 2"#))
        #expect(text.contains(#"punctual_event_age_seconds_count{topic="task-events"} 1"#))
    }
}

/// Counts across tasks.
final class Count: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
}

/// An effect that is idempotent by the id of its event.
final class Effects: Sendable {
    private let done = Mutex<[String]>([])

    var ids: [String] { done.withLock { $0 } }
    func once(_ id: String) { done.withLock { if !$0.contains(id) { $0.append(id) } } }
}
