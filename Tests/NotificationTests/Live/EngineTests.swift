import Curl
import JSON
import ReminderClient
import Reminders
import RemindersAPI
import RemindersTestKit
import ServiceKit
import ServiceLifecycle
import Testing

@testable import Notification

@Suite("With a real engine")
struct EngineTests {
    /// The API of an engine over memory, on a real socket.
    private func withEngine(_ body: @Sendable (RemoteEngine, ReminderClient, ManualClock) async throws -> Void) async throws {
        let clock = ManualClock()
        let metrics = MetricRegistry()
        let engine = ReminderEngine(
            store: MemoryReminderStore(),
            carrier: ScriptedCarrier(),
            publisher: RecordingPublisher(),
            clock: clock,
            randomness: SeededGenerator(seed: 1),
            metricsFactory: metrics,
            logger: quiet
        )
        let api = EngineAPI(engine: engine, appToken: nil, readiness: Readiness(), metrics: metrics, logger: quiet)
        let server = HTTPServer(router: api.router(), configuration: HTTPServerConfiguration(port: 0), logger: quiet)
        let group = ServiceGroup(services: [server], logger: quiet)
        let http = CurlClient(logger: quiet)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            let client = ReminderClient(baseURL: "http://127.0.0.1:\(try await server.port.value())", http: http)
            do { try await body(RemoteEngine(client), client, clock) } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await http.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test("orders are reminders that the engine takes, once each, also when they are asked for again with another time")
    func orders() async throws {
        try await withEngine { engine, client, clock in
            let order = DeliveryOrder(notice: Samples.notice()).postponed([.webhook])
            let time = ReminderTime.at((clock.now + .seconds(3_600)).rfc3339)
            try await engine.schedule(order.reminder(time))
            try await engine.schedule(order.reminder(time))
            try await engine.schedule(order.reminder(.after("500ms")))
            let all = try await client.list(ReminderFilter(userID: "ann")).reminders
            #expect(all.count == 1)
            let reminder = try #require(all.first)
            #expect(
                reminder.id == order.reminderID && reminder.topic == "reminders" && reminder.taskID == "1" && reminder.title == "Call mum"
            )
            // What comes back in the event is the order.
            let event = EventEnvelope(
                eventID: reminder.eventID,
                eventType: "reminder.triggered",
                timestamp: 0,
                userID: "ann",
                payload: ["reminder_id": .string(reminder.id), "data": try #require(try reminder.data?.value())]
            )
            #expect(try DeliveryOrder(event: event) == order)
            await engine.withdraw(order.reminderID)
            await engine.withdraw(order.reminderID)
            #expect(try await client.reminder(order.reminderID).state == "cancelled")
            // Deleting the task takes its orders along.
            try await engine.schedule(order.again(.webhook).reminder(.after("2000ms")))
            #expect(try await client.cancel(taskID: "1") == 1)
        }
    }

    @Test("a snooze is of one generation")
    func snooze() async throws {
        try await withEngine { engine, client, clock in
            _ = try await client.schedule(NewReminder(id: "r", userID: "ann", time: .after("1h")))
            try await engine.snooze("r", for: "10m", generation: 1)
            #expect(try await client.reminder("r").remindAt == (clock.now + .seconds(600)).rfc3339)
            await #expect(throws: ReminderClientError.self) { try await engine.snooze("r", for: "10m", generation: 1) }
            #expect(try await client.reminder("r").generation == 2)
        }
    }
}
