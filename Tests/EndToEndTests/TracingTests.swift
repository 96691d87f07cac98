import Curl
import JSON
import Logging
import ServiceKit
import Synchronization
import Testing
import Traces

@Suite("Traces over real processes", .timeLimit(.minutes(3)))
struct TracingTests {
    private static let jobsTrace = "0af7651916cd43dd8448eb211c80319c"
    private static let sweeperTrace = "1bf7651916cd43dd8448eb211c80319c"
    private static let caller = "b7ad6b7169203331"

    @Test("one trace leads from the request over the job to the event and its consumer; what nobody follows leaves none")
    func wholeTrace() async throws {
        let collector = try await SpanCollector.start()
        defer { collector.stop() }
        let environment = ["PUNCTUAL_ZIPKIN_URL": collector.url, "PUNCTUAL_TRACE_SAMPLE": "0"]
        try await Stack.with(environment: environment) { stack in
            try await Self.schedule("by-jobs", delay: "3s", trace: Self.jobsTrace, flag: "01", on: stack)
            try await Self.schedule("by-sweeper", delay: "1s", trace: Self.sweeperTrace, flag: "01", on: stack)
            try await Self.schedule("unfollowed", delay: "1s", trace: "2cf7651916cd43dd8448eb211c80319c", flag: "00", on: stack)
            try await stack.schedule("untraced", delay: "1s")
            try await stack.eventually("all have arrived") { Set($0.listener.received.map(\.reminderID)).count == 4 }
            try await stack.eventually("the spans of both traces are there") { _ in
                collector.trace(Self.jobsTrace).count == 6 && collector.trace(Self.sweeperTrace).count == 4
            }
            for id in ["by-jobs", "by-sweeper"] { try await Self.check(id, collector, stack) }
            let reminder = try await stack.reminder("by-jobs")
            let callback = try #require(collector.trace(Self.jobsTrace)["job callback"])
            let (fire, schedule) = try Self.pair("fire", "schedule", collector.trace(Self.jobsTrace))
            #expect(reminder["fired_by"]?.string == "jobs")
            #expect(callback["parentId"] == schedule["id"])
            #expect(callback["kind"]?.string == "CONSUMER")
            #expect(fire["timestamp"]?.int ?? 0 >= callback["timestamp"]?.int ?? .max)
            #expect(collector.trace(Self.jobsTrace)["hand to Jobs"]?["parentId"] == schedule["id"])
        }
        #expect(collector.traceIDs == [Self.jobsTrace, Self.sweeperTrace])
    }

    private static func schedule(_ id: String, delay: String, trace: String, flag: String, on stack: Stack) async throws {
        let http = CurlClient(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let body = JSONWriter.encode(["id": .string(id), "user_id": "ada", "delay": .string(delay)] as JSONValue)
        let headers = [("Content-Type", "application/json"), ("traceparent", "00-\(trace)-\(caller)-\(flag)")]
        let url = "http://127.0.0.1:\(stack.replicas[0].enginePort)/v1/reminders"
        let answer = try await http.send(CurlRequest(.post, url, headers: headers, body: body, deadline: .seconds(10)))
        await http.shutdown()
        try #require(answer.status == 201)
    }

    /// Parent links and times from the request to the event.
    private static func check(_ id: String, _ collector: SpanCollector, _ stack: Stack) async throws {
        let event = try #require(stack.listener.events(of: id).first)
        let consumed = try await consume(event)
        let spans = collector.trace(consumed.context.traceID.description)
        let (request, schedule) = try pair("POST /v1/reminders", "schedule", spans)
        let (fire, publish) = try pair("fire", "publish", spans)
        #expect(request["parentId"]?.string == caller)
        #expect(request["kind"]?.string == "SERVER")
        #expect(schedule["parentId"] == request["id"])
        #expect(fire["parentId"] == schedule["id"])
        #expect(publish["parentId"] == fire["id"])
        #expect(publish["kind"]?.string == "PRODUCER")
        #expect(
            publish["id"]?.string == consumed.parentID.map { TraceContext.text(ofSpan: $0) },
            "the event names the span that published it"
        )
        #expect(fire["tags"]?["reminder_id"]?.string == id)
        #expect(fire["tags"]?["carrier"]?.string == event.carrier)
        #expect(Set(spans.values.compactMap { $0["localEndpoint"]?["serviceName"]?.string }) == ["reminder-engine"])
        try expect(schedule, within: request)
        try expect(publish, within: fire)
        let scheduled = try #require(schedule["timestamp"]?.int)
        let fired = try #require(fire["timestamp"]?.int)
        #expect(fired - scheduled >= (event.carrier == "jobs" ? 3_000_000 : 1_000_000) - 1_000, "microseconds")
    }

    /// Hands the event to a consumer, as it was delivered.
    private static func consume(_ event: Received) async throws -> Span {
        let spans = Mutex<[Span]>([])
        let consumer = EventConsumer(
            "test",
            claims: MemoryEventClaims(),
            tracer: Tracer(sampling: 0) { span in spans.withLock { $0.append(span) } }
        )
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let outcome = await consumer.handle(event.body, topic: "reminders", logger: logger) { _ in }
        #expect(outcome == .handled)
        let found = spans.withLock { $0 }
        #expect(found.map(\.kind) == [.consumer])
        return try #require(found.first)
    }

    private static func pair(_ first: String, _ second: String, _ spans: [String: JSONValue]) throws -> (JSONValue, JSONValue) {
        (try #require(spans[first], "\(spans.keys)"), try #require(spans[second], "\(spans.keys)"))
    }

    private static func expect(_ inner: JSONValue, within outer: JSONValue) throws {
        let (from, length) = (try #require(inner["timestamp"]?.int), try #require(inner["duration"]?.int))
        let (outerFrom, outerLength) = (try #require(outer["timestamp"]?.int), try #require(outer["duration"]?.int))
        // One microsecond: durations are rounded up to it.
        #expect(from >= outerFrom && from + length <= outerFrom + outerLength + 1)
    }
}
