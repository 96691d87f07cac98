import CoreMetrics
import Curl
import Dapr
import Hummingbird
import Identity
import JSON
import Logging
import RecurringTask
import Reminders
import ServiceKit
import ServiceLifecycle
import TodoKit

/// The service beside a ``FakeSidecar``, both on free loopback ports.
struct RunningRecurringTask: Sendable {
    static let appToken = "app-token-of-the-tests"
    private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    let sidecar: FakeSidecar
    let client: CurlClient
    let port: Int
    let metrics: MetricRegistry

    static func with(_ body: sending @escaping (RunningRecurringTask) async throws -> Void) async throws {
        let key = try SharedKey(Secret("a secret between services, long enough"), setting: "PUNCTUAL_SERVICE_SECRET")
        let sidecar = FakeSidecar(serviceKey: key)
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let fake = Application(
            responder: CallbackResponder { (request: Request, _: BasicRequestContext) in try await sidecar.respond(request) },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { found.yield($0.localAddress?.port ?? 0) },
            logger: quiet
        )
        let client = CurlClient(.init(deadline: .seconds(20)), logger: quiet)
        defer { Task { await client.shutdown() } }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await fake.run() }
            var iterator = ports.makeAsyncIterator()
            let endpoint = "http://127.0.0.1:\(await iterator.next() ?? 0)"
            let dapr = DaprClient(DaprConfiguration(httpEndpoint: endpoint), http: client, logger: quiet)
            let metrics = MetricRegistry()
            let creator = RemoteTaskCreator(dapr, chatAPI: "chat-api", tokens: ServiceTokens(key: key, service: "recurring-task"))
            let api = RecurringTaskAPI(
                handler: CompletionHandler(creator, metricsFactory: metrics),
                consumer: EventConsumer("recurring-task", claims: DaprEventClaims(DaprServiceState(dapr)), metricsFactory: metrics),
                appToken: Secret(appToken),
                readiness: Readiness(),
                metrics: metrics
            )
            let server = HTTPServer(router: api.router(), configuration: .init(port: 0), logger: quiet)
            let group = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: quiet))
            tasks.addTask { try await group.run() }
            let port = try await server.port.value()
            do {
                try await body(RunningRecurringTask(sidecar: sidecar, client: client, port: port, metrics: metrics))
            } catch {
                tasks.cancelAll()
                throw error
            }
            await group.triggerGracefulShutdown()
            tasks.cancelAll()
        }
    }

    /// Delivers a body as the sidecar does, and returns the status that the answer names, or the HTTP status when it is not 200.
    func deliver(_ body: [UInt8], token: String = appToken) async throws -> String {
        let headers = [(name: "Content-Type", value: "application/cloudevents+json"), (name: "dapr-api-token", value: token)]
        let answer = try await client.send(CurlRequest(.post, "http://127.0.0.1:\(port)/handle-event", headers: headers, body: body))
        guard answer.status == 200 else { return "\(answer.status)" }
        return try JSONValue(parsing: answer.body)["status"]?.string ?? "no status"
    }

    func deliver(_ event: TaskEvent) async throws -> String {
        try await deliver(event.cloudEvent(source: "chat-api", traceparent: Samples.traceparent))
    }
}

enum Samples {
    static let traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    static func time(_ text: String) -> Timestamp { Timestamp(rfc3339: text) ?? .distantPast }

    static func completed(_ change: (inout TodoTask) -> Void = { _ in }) -> TaskEvent {
        var task = TodoTask(
            id: "rent",
            userID: "ann",
            title: "Pay rent",
            description: "by transfer",
            status: .completed,
            priority: .high,
            dueAt: time("2026-01-05T09:00:00Z"),
            reminderOffsetMinutes: 30,
            recurrenceRule: "weekly",
            tags: ["home"],
            createdAt: time("2026-01-01T09:00:00Z"),
            updatedAt: time("2026-01-05T08:00:00Z"),
            completedAt: time("2026-01-05T08:00:00Z"),
            version: 2
        )
        change(&task)
        return TaskEvent(.completed, task: task, timestamp: task.updatedAt)
    }
}
