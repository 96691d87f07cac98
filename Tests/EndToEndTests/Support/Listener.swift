import Hummingbird
import Logging
import Reminders
import ServiceKit
import Synchronization

/// A subscriber of `reminders` inside the test: keeps everything that arrives, repeats included.
final class Listener: Sendable {
    private let task: Task<Void, any Error>
    let port: Int

    static func start() async throws -> Listener {
        let router = Router<ServiceRequestContext>.service()
        let inbox = Inbox()
        router.post("/handle-reminder") { request, _ in
            let now = Received.now
            let body = try await request.collect(upTo: 1 << 20)
            if let event = Received(cloudEvent: Array(buffer: body), at: now) { inbox.events.withLock { $0.append(event) } }
            return Response.json(["status": "SUCCESS"])
        }
        let logger = Logger(label: "listener") { _ in SwiftLogNoOpLogHandler() }
        let server = HTTPServer(router: router, configuration: HTTPServerConfiguration(port: 0), logger: logger)
        let task = Task { try await server.run() }
        return Listener(inbox: inbox, task: task, port: try await server.port.value())
    }

    private final class Inbox: Sendable {
        let events = Mutex<[Received]>([])
    }

    private let inbox: Inbox

    private init(inbox: Inbox, task: Task<Void, any Error>, port: Int) {
        self.inbox = inbox
        self.task = task
        self.port = port
    }

    var received: [Received] { inbox.events.withLock { $0 } }

    func events(of reminder: String) -> [Received] { received.filter { $0.reminderID == reminder } }

    func stop() { task.cancel() }
}
