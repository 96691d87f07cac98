import CoreMetrics
import Curl
import Hummingbird
import ServiceKit
import Testing

@Suite("Metrics")
struct MetricsTests {
    @Test("all kinds of swift-metrics appear in the text of Prometheus")
    func exposition() {
        let registry = MetricRegistry()
        registry.describe("punctual_fired_total", "Reminders fired,\nby \\ carrier.")
        registry.describe("punctual_lag_seconds", "Lag.", buckets: [1, 0.01, 0.1])
        Counter(label: "punctual.fired", dimensions: [("carrier", "jobs")], factory: registry).increment(by: 3)
        Counter(label: "punctual_fired_total", dimensions: [("carrier", "sweep\"er\\\n")], factory: registry).increment()
        FloatingPointCounter(label: "cpu_seconds", factory: registry).increment(by: 1.5)
        Gauge(label: "pending", factory: registry).record(7)
        let meter = Meter(label: "2-requests", factory: registry)
        meter.increment(by: 3)
        meter.decrement(by: 1)
        let timer = Timer(label: "punctual_lag", factory: registry)
        for milliseconds in [5, 10, 11, 500, 5_000] { timer.recordMilliseconds(milliseconds) }
        registry.gauge("mode", "Now.", labels: [("name", "auto")]) { .infinity }
        #expect(
            registry.exposition() == """
                # TYPE _2_requests gauge
                _2_requests 2
                # TYPE cpu_seconds_total counter
                cpu_seconds_total 1.5
                # HELP mode Now.
                # TYPE mode gauge
                mode{name="auto"} +Inf
                # TYPE pending gauge
                pending 7
                # HELP punctual_fired_total Reminders fired,\\nby \\\\ carrier.
                # TYPE punctual_fired_total counter
                punctual_fired_total{carrier="jobs"} 3
                punctual_fired_total{carrier="sweep\\"er\\\\\\n"} 1
                # HELP punctual_lag_seconds Lag.
                # TYPE punctual_lag_seconds histogram
                punctual_lag_seconds_bucket{le="0.01"} 2
                punctual_lag_seconds_bucket{le="0.1"} 3
                punctual_lag_seconds_bucket{le="1"} 4
                punctual_lag_seconds_bucket{le="+Inf"} 5
                punctual_lag_seconds_sum 5.526
                punctual_lag_seconds_count 5

                """
        )
    }

    @Test("the same name and labels are the same series, in whatever order they are given")
    func identity() {
        let registry = MetricRegistry()
        Counter(label: "a", dimensions: [("x", "1"), ("y", "2")], factory: registry).increment()
        Counter(label: "a_total", dimensions: [("y", "2"), ("x", "1")], factory: registry).increment()
        #expect(registry.exposition().contains("a_total{x=\"1\",y=\"2\"} 2\n"))
    }

    @Test("too many labels share one series")
    func overflow() {
        let registry = MetricRegistry(maxSeries: 3)
        for number in 0..<10 { Counter(label: "a", dimensions: [("user", "u\(number)"), ("z", "1")], factory: registry).increment() }
        let lines = registry.exposition().split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines.contains("a_total{user=\"overflow\",z=\"overflow\"} 7"))
    }

    @Test("a name used for two kinds keeps its first, and nothing fails")
    func conflict() {
        let registry = MetricRegistry()
        Gauge(label: "a", factory: registry).record(1)
        Recorder(label: "a", factory: registry).record(2)
        #expect(registry.exposition() == "# TYPE a gauge\na 1\n")
    }

    @Test("a destroyed metric is no longer shown")
    func destroyed() {
        let registry = MetricRegistry()
        let gauge = Gauge(label: "a", dimensions: [("x", "1")], factory: registry)
        Gauge(label: "a", dimensions: [("x", "2")], factory: registry).record(1)
        gauge.destroy()
        #expect(registry.exposition() == "# TYPE a gauge\na{x=\"2\"} 1\n")
    }

    @Test("nothing counted or observed by many threads is lost")
    func concurrency() async {
        let registry = MetricRegistry()
        let counter = Counter(label: "a", factory: registry)
        let recorder = Recorder(label: "b", factory: registry)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for value in 0..<10_000 {
                        counter.increment()
                        recorder.record(value % 100)
                    }
                }
            }
        }
        let text = registry.exposition()
        #expect(text.contains("a_total 40000\n"))
        #expect(text.contains("b_count 40000\n"))
        #expect(text.contains("b_sum 1980000\n"))
        #expect(text.contains("b_bucket{le=\"10\"} 4400\n"))
    }

    @Test("GET /metrics gives the text, with what the process uses")
    func endpoint() async throws {
        let registry = MetricRegistry()
        registry.addProcessMetrics(service: "tested")
        try await RunningService.with(.service().addMetrics(registry)) { service in
            let response = try await service.send(.get, "/metrics")
            #expect(response.status == 200)
            #expect(response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
            let text = String(decoding: response.body, as: UTF8.self)
            for name in ["process_resident_memory_bytes", "process_cpu_seconds_total", "process_open_fds"] {
                let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("\(name) ") })
                #expect(try #require(Double(line.dropFirst(name.count + 1))) > 0)
            }
            #expect(text.contains("# TYPE process_cpu_seconds_total counter\n"))
            #expect(text.contains("punctual_info{app_id=\"tested\"} 1\n"))
        }
    }

    @Test("the durations of requests are in the registry that the server was given, by route")
    func requests() async throws {
        let registry = MetricRegistry()
        let router = Router<ServiceRequestContext>.service()
        router.get("/items/:id") { _, _ in "an item" }
        try await RunningService.with(router, metrics: registry) { service in
            for id in 0..<3 { _ = try await service.send(.get, "/items/\(id)") }
            _ = try await service.send(.post, "/items/0")
        }
        let counts = registry.exposition().split(separator: "\n").filter { $0.hasPrefix("http_server_request_duration_seconds_count") }
        #expect(counts.count == 2)
        #expect(counts.contains { $0.contains("method=\"GET\"") && $0.contains("status=\"200\"") && $0.hasSuffix(" 3") })
        #expect(counts.contains { $0.contains("status=\"405\"") && $0.hasSuffix(" 1") })
        #expect(counts.allSatisfy { !$0.contains("/items/0") })
    }
}
