import Hummingbird
import JSON
import Logging
import ServiceKit
import Synchronization

/// Takes webhooks inside the test, and keeps them.
final class WebhookReceiver: Sendable {
    let port: Int
    private let task: Task<Void, any Error>
    private let bodies: Bodies

    private final class Bodies: Sendable {
        let all = Mutex<[JSONValue]>([])
    }

    static func start() async throws -> WebhookReceiver {
        let bodies = Bodies()
        let router = Router<ServiceRequestContext>.service()
        router.post("/hook") { request, _ in
            let body = try await request.collect(upTo: 1 << 20)
            if let json = try? JSONValue(parsing: Array(buffer: body)) { bodies.all.withLock { $0.append(json) } }
            return Response.json(["ok": true])
        }
        let logger = Logger(label: "webhook") { _ in SwiftLogNoOpLogHandler() }
        let server = HTTPServer(router: router, configuration: HTTPServerConfiguration(port: 0), logger: logger)
        let task = Task { try await server.run() }
        return WebhookReceiver(port: try await server.port.value(), task: task, bodies: bodies)
    }

    private init(port: Int, task: Task<Void, any Error>, bodies: Bodies) {
        self.port = port
        self.task = task
        self.bodies = bodies
    }

    var received: [JSONValue] { bodies.all.withLock { $0 } }

    func stop() { task.cancel() }
}
