import Curl
import HTTPTypes
import Hummingbird
import JSON
import Logging
import NIOCore
import ServiceKit
import ServiceLifecycle
import Synchronization

/// A server of a test's own making, with a memory of what it was asked.
final class ScriptedServer: Sendable {
    struct Asked: Sendable {
        var method: String
        var path: String
        var authorization: String?
        var body: JSONValue
    }

    struct Answer: Sendable {
        var status = 200
        var body = ""
        var delay = Duration.zero

        static func json(_ value: JSONValue, status: Int = 200) -> Answer { Answer(status: status, body: value.description) }
    }

    private let asked = Mutex<[Asked]>([])
    private let script: Mutex<@Sendable (Asked) -> Answer>

    init(_ script: @escaping @Sendable (Asked) -> Answer) {
        self.script = Mutex(script)
    }

    var requests: [Asked] { asked.withLock { $0 } }

    func answer(_ script: @escaping @Sendable (Asked) -> Answer) { self.script.withLock { $0 = script } }

    var router: Router<ServiceRequestContext> {
        let router = Router<ServiceRequestContext>.service()
        for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete] {
            router.on("**", method: method) { [self] request, _ in
                let body = try await request.collect(upTo: 1 << 22)
                let asked = Asked(
                    method: request.method.rawValue,
                    path: request.uri.description,
                    authorization: request.headers[.authorization],
                    body: (try? JSONValue(parsing: Array(buffer: body))) ?? .null
                )
                self.asked.withLock { $0.append(asked) }
                let answer = script.withLock { $0 }(asked)
                try await Task.sleep(for: answer.delay)
                return Response(
                    status: .init(code: answer.status),
                    headers: [.contentType: "application/json"],
                    body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body))
                )
            }
        }
        return router
    }
}

/// Runs servers for routers on free loopback ports while `body` runs.
func withServers(_ routers: [Router<ServiceRequestContext>], _ body: ([Int]) async throws -> Void) async throws {
    let servers = routers.map { HTTPServer(router: $0, configuration: HTTPServerConfiguration(port: 0), logger: World.quiet) }
    let group = ServiceGroup(services: servers, logger: World.quiet)
    try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await group.run() }
        var ports: [Int] = []
        for server in servers { ports.append(try await server.port.value()) }
        do {
            try await body(ports)
        } catch {
            await group.triggerGracefulShutdown()
            throw error
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
    }
}
