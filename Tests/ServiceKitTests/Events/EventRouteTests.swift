import Curl
import Hummingbird
import JSON
import ServiceKit
import Synchronization
import Testing
import Traces

@Suite("Routes of subscriptions", .timeLimit(.minutes(1)))
struct EventRouteTests {
    static func router(_ handler: @escaping EventHandler) -> Router<ServiceRequestContext> {
        let router = Router.service()
        let consumer = EventConsumer("audit", claims: MemoryEventClaims(), configuration: .init(maxBody: 4_096))
        consumer.route("/handle-event", topic: "task-events", on: router, appToken: Secret("token")) { try await handler($0) }
        return router
    }

    static let headers: [(name: String, value: String)] = [("dapr-api-token", "token"), ("Content-Type", "application/cloudevents+json")]

    @Test("each kind of delivery is answered with 200 and the one word for it")
    func answers() async throws {
        try await RunningService.with(
            Self.router { delivery in
                if delivery.event.userID == "eve" { throw EventRejected("not hers") }
                if delivery.event.userID == "bob" { throw EventConsumerTests.Failure() }
            }
        ) { service in
            let bare = EventSamples.bare
            for (body, word) in [
                (bare, "SUCCESS"), (bare, "SUCCESS"), (bare.replacing("ada", with: "eve").replacing("t1:1", with: "t1:2"), "DROP"),
                (bare.replacing("ada", with: "bob").replacing("t1:1", with: "t1:3"), "RETRY"), ("", "DROP"), ("nonsense", "DROP"),
                (EventSamples.wrapped(#""\#(String(repeating: "x", count: 9_000))""#), "DROP"),
            ] {
                let response = try await service.send(.post, "/handle-event", headers: Self.headers, body: Array(body.utf8))
                #expect(response.status == 200)
                #expect(String(decoding: response.body, as: UTF8.self) == #"{"status":"\#(word)"}"#, "\(body.prefix(40))")
            }
        }
    }

    @Test("without the application's token nothing is handled")
    func token() async throws {
        try await RunningService.with(Self.router { _ in Issue.record("handled") }) { service in
            for headers in [[], [(name: "dapr-api-token", value: "other")]] {
                let response = try await service.send(.post, "/handle-event", headers: headers, body: EventConsumerTests.body)
                #expect(response.status == 401)
            }
        }
    }

    @Test("the handler's span is a child in the trace of the delivery")
    func trace() async throws {
        let traces = Mutex<[String]>([])
        try await RunningService.with(
            Self.router { delivery in traces.withLock { $0.append("\(delivery.trace.traceID)") } }
        ) { service in
            // With the sidecar's header, and without it.
            for headers in [
                Self.headers + [("traceparent", EventSamples.trace.replacing("b7ad6b71", with: "b7ad6b72"))], Self.headers,
            ] {
                let body = EventSamples.wrapped(EventSamples.bare.replacing("t1:1", with: "t1:\(headers.count)"))
                _ = try await service.send(.post, "/handle-event", headers: headers, body: Array(body.utf8))
            }
        }
        #expect(traces.withLock { $0 } == Array(repeating: "0af7651916cd43dd8448eb211c80319c", count: 2))
    }
}
