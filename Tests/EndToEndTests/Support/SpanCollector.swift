import Hummingbird
import JSON
import Logging
import ServiceKit
import Synchronization

/// A collector of traces inside the test: keeps every span that a process sends it, as Zipkin would.
final class SpanCollector: Sendable {
    private let task: Task<Void, any Error>
    private let spans: Spans
    let url: String

    private final class Spans: Sendable {
        let all = Mutex<[JSONValue]>([])
    }

    static func start() async throws -> SpanCollector {
        let spans = Spans()
        let router = Router<ServiceRequestContext>.service()
        router.post("/api/v2/spans") { request, _ in
            let batch = try JSONValue(parsing: Array(buffer: try await request.collect(upTo: 1 << 20))).array ?? []
            spans.all.withLock { $0 += batch }
            return Response(status: .accepted)
        }
        let logger = Logger(label: "collector") { _ in SwiftLogNoOpLogHandler() }
        let server = HTTPServer(router: router, configuration: HTTPServerConfiguration(port: 0), logger: logger)
        let task = Task { try await server.run() }
        return SpanCollector(spans: spans, task: task, port: try await server.port.value())
    }

    private init(spans: Spans, task: Task<Void, any Error>, port: Int) {
        self.spans = spans
        self.task = task
        url = "http://127.0.0.1:\(port)"
    }

    /// The spans of one trace by name.
    func trace(_ id: String) -> [String: JSONValue] {
        let own = spans.all.withLock { $0 }.filter { $0["traceId"]?.string == id }
        return Dictionary(own.map { ($0["name"]?.string ?? "", $0) }) { first, _ in first }
    }

    var traceIDs: Set<String> { Set(spans.all.withLock { $0 }.compactMap { $0["traceId"]?.string }) }

    func stop() { task.cancel() }
}
