import Curl
import Dapr
import Identity
import JSON
import LocalProcess
import LocalSidecar
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization
import Testing

@testable import Audit

let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// A wall clock that stands still until it is told to advance.
final class TestTime: Sendable {
    private let time = Mutex<Int64>(1_800_000_000_000)

    var now: Int64 { time.withLock { $0 } }
    func advance(by duration: Duration) { time.withLock { $0 += duration.components.seconds * 1_000 } }
}

/// Events, chains and services that the tests are written in.
enum Sample {
    static let start: Int64 = 1_800_000_000_000

    static func content(_ number: Int, user: String = "ada", type: String = "task.updated", at time: Int64 = start) -> AuditContent {
        AuditContent(
            eventID: "t\(number % 3):\(number):updated",
            eventType: type,
            timestamp: time,
            userID: user,
            topic: "task-events",
            payload: ["task": ["id": .string("t\(number % 3)"), "title": "Käse & <b>", "number": .number(Double(number) / 8)]]
        )
    }

    static func chain(_ count: Int, user: String = "ada") -> [AuditEntry] {
        OpenSegment().appending((1...count).map { content($0, user: user) }, now: start).entries
    }

    static func writer(
        _ state: any ServiceState,
        limits: OpenSegment.Limits = .init(entries: 4),
        batch: Int = 100,
        now: @escaping @Sendable () -> Int64 = { start }
    ) -> ChainWriter {
        ChainWriter(AuditChains(state), limits: limits, configuration: .init(batch: batch), now: now)
    }

    /// Runs the body with the state store of a sidecar over a private Redis.
    static func withState(_ body: @Sendable (DaprServiceState) async throws -> Void) async throws {
        try await RedisServer.withServer { redis in
            var configuration = SidecarConfiguration(appID: "audit")
            configuration.httpPort = 0
            configuration.scheduler = .disabled
            configuration.resources = [
                (
                    "state.yaml",
                    """
                    kind: Component
                    metadata: {name: statestore}
                    spec: {type: state.redis, version: v1, metadata: [{name: redisHost, value: "127.0.0.1:\(redis.port)"}]}
                    """
                )
            ]
            let sidecar = try LocalSidecar(configuration, logger: silent)
            let running = Task { try await sidecar.run() }
            let http = CurlClient(logger: silent)
            let port = try await sidecar.ports().http
            let dapr = DaprClient(DaprConfiguration(httpEndpoint: "http://127.0.0.1:\(port)"), http: http, logger: silent)
            let result = await Result { try await body(DaprServiceState(dapr)) }
            sidecar.shutdown()
            _ = try? await running.value
            await http.shutdown()
            try result.get()
        }
    }
}

extension Result where Failure == any Error {
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

/// The audit service on a free port, over a state in memory.
struct LiveAudit: Sendable {
    let state: MemoryServiceState
    let writer: ChainWriter
    let port: Int
    private let client: CurlClient
    private let key: SharedKey

    var url: String { "http://127.0.0.1:\(port)" }

    static func with(limits: OpenSegment.Limits = .init(entries: 4), _ body: @escaping @Sendable (LiveAudit) async throws -> Void)
        async throws
    {
        let state = MemoryServiceState()
        let chains = AuditChains(state)
        let writer = ChainWriter(chains, limits: limits, now: { UTCTimestamp.now() })
        let key = try SharedKey(Secret("0123456789abcdef0123456789abcdef"), setting: "TEST")
        let api = AuditAPI(
            writer: writer,
            reader: AuditReader(chains),
            claims: DaprEventClaims(state),
            verifier: TokenVerifier(userKey: key),
            appToken: Secret("app"),
            readiness: Readiness(),
            metrics: MetricRegistry()
        )
        let server = HTTPServer(router: api.router(), configuration: HTTPServerConfiguration(port: 0), logger: silent)
        let group = ServiceGroup(configuration: .init(services: [.init(service: server)], logger: silent))
        let client = CurlClient(.init(deadline: .seconds(20)), logger: silent)
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            let port = try await server.port.value()
            let result = await Result { try await body(LiveAudit(state: state, writer: writer, port: port, client: client, key: key)) }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            await client.shutdown()
            try result.get()
        }
    }

    func token(_ user: String, isOperator: Bool = false) async throws -> String {
        try await UserTokens(key: key).mint(for: user, isOperator: isOperator)
    }

    func get(_ path: String, as user: String, isOperator: Bool = false) async throws -> (status: Int, body: JSONValue) {
        let response = try await raw(path, as: user, isOperator: isOperator)
        return (response.status, try JSONValue(parsing: response.body))
    }

    func raw(_ path: String, as user: String, isOperator: Bool = false) async throws -> CurlResponse {
        let token = try await token(user, isOperator: isOperator)
        return try await client.send(CurlRequest(.get, url + path, headers: [("Authorization", "Bearer \(token)")]))
    }

    func status(_ path: String) async throws -> Int {
        try await client.send(CurlRequest(.get, url + path)).status
    }

    /// Delivers as the sidecar does; the word of the answer.
    func deliver(_ path: String, _ body: [UInt8], token: String = "app") async throws -> String {
        let headers = [(name: "dapr-api-token", value: token), (name: "Content-Type", value: "application/cloudevents+json")]
        let response = try await client.send(CurlRequest(.post, url + path, headers: headers, body: body))
        guard response.status == 200 else { return String(response.status) }
        return try JSONValue(parsing: response.body)["status"]?.string ?? ""
    }
}

extension AuditContent {
    /// The event as a sidecar delivers it.
    var delivery: [UInt8] {
        EventEnvelope(eventID: eventID, eventType: eventType, timestamp: timestamp, userID: userID, payload: payload)
            .cloudEvent(source: "chat-api")
    }
}
