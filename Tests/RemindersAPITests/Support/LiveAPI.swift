import Curl
import JSON
import Logging
import Reminders
import RemindersAPI
import RemindersTestKit
import ServiceKit
import ServiceLifecycle
import Testing

/// The API of an engine over memory, on a real socket. The clock stands still unless a test moves it.
struct LiveAPI: Sendable {
    let clock = ManualClock()
    let ledger = MemoryReminderStore()
    let store: FlakyStore
    let carrier = ScriptedCarrier()
    let publisher = RecordingPublisher()
    let readiness = Readiness()
    let metrics = MetricRegistry()
    let engine: ReminderEngine
    private let server: HTTPServer<ServiceResponder>
    private let http = CurlClient(logger: quiet)

    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private init(token: String?) {
        store = FlakyStore(ledger)
        engine = ReminderEngine(
            store: store,
            carrier: carrier,
            publisher: publisher,
            clock: clock,
            randomness: SeededGenerator(seed: 1),
            metricsFactory: metrics,
            logger: Self.quiet
        )
        let api = EngineAPI(
            engine: engine,
            appToken: token.map { Secret($0) },
            readiness: readiness,
            metrics: metrics,
            logger: Self.quiet
        )
        server = HTTPServer(router: api.router(), configuration: HTTPServerConfiguration(port: 0), logger: Self.quiet)
    }

    static func with(token: String? = nil, _ body: @Sendable (LiveAPI) async throws -> Void) async throws {
        let live = LiveAPI(token: token)
        let group = ServiceGroup(services: [live.server], logger: quiet)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            do { try await body(live) } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await live.http.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    struct Answer: Sendable {
        let status: Int
        let headers: CurlHeaders
        let json: JSONValue
        let text: String

        /// The fields that a problem names.
        var fields: [String] { json["errors"]?.array?.compactMap { $0["field"]?.string } ?? [] }
    }

    func call(_ method: CurlMethod, _ path: String, _ body: String? = nil, headers: [(name: String, value: String)] = []) async throws
        -> Answer
    {
        try await call(method, path, bytes: body.map { Array($0.utf8) }, headers: headers)
    }

    func call(_ method: CurlMethod, _ path: String, bytes body: [UInt8]?, headers: [(name: String, value: String)] = []) async throws
        -> Answer
    {
        let types = body == nil || headers.contains { $0.name == "Content-Type" } ? [] : [("Content-Type", "application/json")]
        let answer = try await http.send(
            CurlRequest(
                method,
                "http://127.0.0.1:\(try await server.port.value())\(path)",
                headers: headers + types,
                body: body ?? [],
                deadline: .seconds(20)
            )
        )
        return Answer(
            status: answer.status,
            headers: answer.headers,
            json: (try? JSONValue(parsing: answer.body, options: .lenient)) ?? .null,
            text: String(decoding: answer.body, as: UTF8.self)
        )
    }

    func create(_ body: String) async throws -> Answer { try await call(.post, "/v1/reminders", body) }

    var stored: Int { get async throws { try await ledger.list(ReminderQuery(limit: 100_000)).reminders.count } }
}
