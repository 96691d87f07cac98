import CoreMetrics
import Curl
import HTTPTypes
import Hummingbird
import JSON
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization
import Testing

/// A service on a free loopback port, with a client for it.
struct RunningService: Sendable {
    let client: CurlClient
    let port: Int
    let log: LogLines
    private let group: ServiceGroup

    /// Runs `body` beside a server for `router`, then stops the server gracefully.
    static func with(
        _ router: Router<ServiceRequestContext>,
        readiness: Readiness? = nil,
        maxBody: Int = 1_048_576,
        drainTimeout: Duration = .seconds(10),
        metrics: any MetricsFactory = MetricsSystem.factory,
        _ body: sending @escaping (RunningService) async throws -> Void
    ) async throws {
        let log = LogLines()
        let server = HTTPServer(
            router: router,
            configuration: .init(port: 0, maxBody: maxBody, drainTimeout: drainTimeout),
            readiness: readiness,
            metrics: metrics,
            logger: log.logger(level: .debug)
        )
        let group = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: silent))
        let client = CurlClient(.init(deadline: .seconds(20)), logger: silent)
        defer { Task { await client.shutdown() } }
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = try await server.port.value()
            do {
                try await body(RunningService(client: client, port: port, log: log, group: group))
            } catch {
                tasks.cancelAll()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    func stop() async {
        await group.triggerGracefulShutdown()
    }

    func send(
        _ method: CurlMethod = .get,
        _ path: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) async throws -> CurlResponse {
        try await client.send(CurlRequest(method, "http://127.0.0.1:\(port)\(path)", headers: headers, body: body))
    }

    /// Sends a request whose answer has to be a well-formed problem.
    func problem(
        _ method: CurlMethod = .get,
        _ path: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSONValue {
        let response = try await send(method, path, headers: headers, body: body)
        #expect(response.headers["Content-Type"] == "application/problem+json", sourceLocation: sourceLocation)
        let problem = try JSONValue(parsing: response.body)
        #expect(problem["status"]?.int == response.status, sourceLocation: sourceLocation)
        #expect(problem["type"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
        #expect(problem["title"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
        #expect(problem["correlation_id"]?.string == response.headers["x-correlation-id"], sourceLocation: sourceLocation)
        return problem
    }
}

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Collects log lines as the JSON they are.
final class LogLines: Sendable {
    private let lines = Mutex<[[UInt8]]>([])

    func logger(label: String = "test", level: Logger.Level = .info, now: Int64 = 1_795_529_133_137) -> Logger {
        Logger(label: label) { label in
            JSONLogHandler(label: label, level: level, output: self.output, now: { now })
        }
    }

    var output: LogOutput { LogOutput { line in self.lines.withLock { $0.append(line) } } }
    var raw: [String] { lines.withLock { $0 }.map { String(decoding: $0, as: UTF8.self) } }
    var values: [JSONValue] { lines.withLock { $0 }.compactMap { try? JSONValue(parsing: $0) } }
}
