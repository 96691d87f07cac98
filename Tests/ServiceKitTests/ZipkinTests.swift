import Curl
import Hummingbird
import JSON
import Synchronization
import Testing
import Traces

@testable import ServiceKit

@Suite("Zipkin")
struct ZipkinTests {
    /// A collector that keeps what it gets, and answers as it is told.
    final class Collector: Sendable {
        let status = Mutex(HTTPResponse.Status.accepted)
        private let batches = Mutex<[[JSONValue]]>([])

        var received: [[JSONValue]] { batches.withLock { $0 } }

        var router: Router<ServiceRequestContext> {
            let router = Router<ServiceRequestContext>.service()
            router.post("/api/v2/spans") { [self] request, _ in
                let body = try await request.collect(upTo: 1 << 20)
                let spans = try JSONValue(parsing: Array(buffer: body)).array ?? []
                batches.withLock { $0.append(spans) }
                return Response(status: status.withLock { $0 })
            }
            return router
        }
    }

    static let context = TraceContext(traceparent: "00-0af7651916cd43dd8448eb211c80319c-00000000000000a1-01")

    static func reporter(port: Int, http: CurlClient, metrics: MetricRegistry, capacity: Int = 100) -> ZipkinReporter {
        var configuration = ZipkinReporter.Configuration()
        configuration.capacity = capacity
        configuration.batch = 3
        configuration.deadline = .seconds(10)
        return ZipkinReporter(
            url: "http://127.0.0.1:\(port)/api/v2/spans",
            service: "tested",
            http: http,
            configuration: configuration,
            metrics: metrics,
            logger: silent
        )
    }

    @Test("spans are sent in batches, in Zipkin's words")
    func sending() async throws {
        let context = try #require(Self.context)
        let collector = Collector()
        let metrics = MetricRegistry()
        try await RunningService.with(collector.router) { service in
            let reporter = Self.reporter(port: service.port, http: service.client, metrics: metrics)
            reporter.report(
                Span("first", kind: .server, context: context, parentID: 0xB2, start: 5, duration: 7, tags: ["b": "2", "a": "1"])
            )
            for index in 0..<3 { reporter.report(Span("more", context: context, start: Int64(index), duration: 0)) }
            await reporter.flush()
            await reporter.flush()
        }
        #expect(collector.received.map(\.count) == [3, 1])
        let wanted: JSONValue = [
            "traceId": "0af7651916cd43dd8448eb211c80319c", "id": "00000000000000a1", "parentId": "00000000000000b2", "kind": "SERVER",
            "name": "first", "timestamp": 5, "duration": 7, "localEndpoint": ["serviceName": "tested"], "tags": ["a": "1", "b": "2"],
        ]
        #expect(collector.received[0][0] == wanted)
        #expect(collector.received[0][1]["kind"] == nil && collector.received[0][1]["parentId"] == nil)
        #expect(collector.received[0][1]["duration"] == 1)
        #expect(metrics.exposition().contains("punctual_spans_sent_total 4\n"))
    }

    @Test("what is too much, and what the collector refuses, is dropped and counted")
    func dropping() async throws {
        let context = try #require(Self.context)
        let collector = Collector()
        let metrics = MetricRegistry()
        try await RunningService.with(collector.router) { service in
            let reporter = Self.reporter(port: service.port, http: service.client, metrics: metrics, capacity: 5)
            for index in 0..<7 { reporter.report(Span("span", context: context, start: Int64(index), duration: 1)) }
            collector.status.withLock { $0 = .serviceUnavailable }
            await reporter.flush()
        }
        #expect(collector.received.map(\.count) == [3])
        #expect(metrics.exposition().contains("punctual_spans_dropped_total{reason=\"full\"} 2\n"))
        #expect(metrics.exposition().contains("punctual_spans_dropped_total{reason=\"unsent\"} 5\n"))
        #expect(metrics.exposition().contains("punctual_spans_sent_total 0\n"))
    }

    @Test("each request is a span within its caller's; probes begin no trace; handlers work within the span")
    func requests() async throws {
        let spans = Mutex<[Span]>([])
        let tracer = Tracer(sampling: 1) { span in spans.withLock { $0.append(span) } }
        let router = Router<ServiceRequestContext>.service()
        router.addHealth(Readiness())
        router.get("/items/:id") { _, _ in Response.json(["span": TraceContext.current?.spanIDText ?? ""]) }
        router.get("/broken") { _, _ -> Response in throw Problem.internalError }
        let server = HTTPServer(router: router, configuration: .init(port: 0), tracer: tracer, logger: silent)
        let http = CurlClient(.init(deadline: .seconds(20)), logger: silent)
        let running = Task { try await server.run() }
        defer { running.cancel() }
        let base = "http://127.0.0.1:\(try await server.port.value())"
        let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        _ = try await http.send(CurlRequest(.get, base + "/healthz"))
        let answer = try await http.send(CurlRequest(.get, base + "/items/7", headers: [("traceparent", parent)]))
        _ = try await http.send(CurlRequest(.get, base + "/broken"))
        await http.shutdown()
        let found = spans.withLock { $0 }
        try #require(found.count == 2)
        #expect(found[0].name.hasPrefix("GET /items/") && !found[0].name.contains("7"))
        #expect(found[0].kind == .server)
        #expect(found[0].context.traceID.description == "0af7651916cd43dd8448eb211c80319c")
        #expect(found[0].parentID == 0xB7AD_6B71_6920_3331)
        #expect(found[0].tags["http.status_code"] == "200" && found[0].tags["http.path"] == "/items/7")
        #expect(try JSONValue(parsing: answer.body)["span"]?.string == found[0].context.spanIDText)
        #expect(found[1].parentID == nil && found[1].tags["error"] != nil)
    }

    @Test(
        "the collector's URL gets Zipkin's path when it has none",
        arguments: [
            ("http://zipkin:9411", "http://zipkin:9411/api/v2/spans"), ("http://zipkin:9411/", "http://zipkin:9411/api/v2/spans"),
            ("https://traces.example/in", "https://traces.example/in"),
        ]
    )
    func url(given: String, used: String) throws {
        #expect(try TracingSettings(Settings(environment: ["PUNCTUAL_ZIPKIN_URL": given])).zipkinURL == used)
    }

    @Test("nonsense is refused by name", arguments: [("PUNCTUAL_ZIPKIN_URL", "zipkin:9411"), ("PUNCTUAL_TRACE_SAMPLE", "1.5")])
    func refused(name: String, value: String) {
        let error = #expect(throws: SettingsError.self) { try TracingSettings(Settings(environment: [name: value])) }
        #expect(error?.name == name)
    }
}
