import Curl
import Dapr
import Identity
import JSON
import Logging
import Reminders
import RemindersTestKit
import ServiceKit
import ServiceLifecycle
import Synchronization

@testable import Notification

/// The service's HTTP face on a real socket, over a rig.
final class LiveAPI: Sendable {
    let rig: Rig
    let engine: RecordingEngine
    private let completions = Mutex((tasks: [String](), outcome: TaskCompletion.Outcome.completed))
    private let http = CurlClient(logger: quiet)
    private let port = OneShot<Int>()

    private init(_ rig: Rig) {
        self.rig = rig
        engine = rig.engine
    }

    /// Tasks that were completed, as `user task`.
    var completed: [String] { completions.withLock { $0.tasks } }

    func completion(_ outcome: TaskCompletion.Outcome) { completions.withLock { $0.outcome = outcome } }

    static let linkSigner = LinkSigner(secret: Secret(Rig.secret), publicURL: "https://punctual.example")
    private static let userSecret = "an HS256 secret of thirty-two bytes or so"

    static func with(_ rig: Rig = Rig(), _ body: @Sendable (LiveAPI) async throws -> Void) async throws {
        let live = LiveAPI(rig)
        let key = try SharedKey(Secret(userSecret), setting: "test")
        let serviceKey = try SharedKey(Secret(Rig.secret), setting: "test")
        let complete = TaskCompletion { taskID, userID in
            live.completions.withLock { state in
                if state.outcome == .completed { state.tasks.append("\(userID) \(taskID)") }
                return state.outcome
            }
        }
        let clock = rig.clock
        let api = NotificationAPI(
            deliverer: rig.deliverer,
            consumer: rig.consumer,
            verifier: TokenVerifier(userKey: key, serviceKey: serviceKey),
            appToken: Secret("app-token"),
            inbox: rig.inbox,
            preferences: PreferencesStore(rig.state),
            signer: WebhookSigner(Secret("s")),
            links: LinkActions(
                signer: linkSigner,
                state: rig.state,
                engine: rig.engine,
                complete: complete,
                now: { clock.now },
                logger: quiet
            ),
            readiness: Readiness(),
            metrics: MetricRegistry()
        )
        let server = HTTPServer(router: api.router(), configuration: HTTPServerConfiguration(port: 0), logger: quiet)
        let group = ServiceGroup(services: [rig.sends, server], logger: quiet)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            do {
                live.port.succeed(try await server.port.value())
                try await body(live)
            } catch {
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
        let text: String

        var json: JSONValue { (try? JSONValue(parsing: text)) ?? .null }
        var fields: [String] { json["errors"]?.array?.compactMap { $0["field"]?.string } ?? [] }
    }

    /// - Parameter user: nil sends no token.
    func call(
        _ method: CurlMethod,
        _ path: String,
        _ body: String = "",
        user: String? = "ann",
        headers: [(name: String, value: String)] = []
    ) async throws -> Answer {
        var headers = headers
        if let user {
            let token = try await UserTokens(key: SharedKey(Secret(Self.userSecret), setting: "test")).mint(for: user)
            headers.append(("Authorization", "Bearer \(token)"))
        }
        return try await send(method, path, Array(body.utf8), headers)
    }

    /// As chat-api calls, on a user's behalf.
    func callAsService(_ method: CurlMethod, _ path: String, user: String) async throws -> Answer {
        let tokens = ServiceTokens(key: try SharedKey(Secret(Rig.secret), setting: "test"), service: "chat-api")
        return try await send(method, path, [], [try await tokens.authorization(for: user)])
    }

    private func send(_ method: CurlMethod, _ path: String, _ body: [UInt8], _ headers: [(name: String, value: String)]) async throws
        -> Answer
    {
        let url = "http://127.0.0.1:\(try await port.value())\(path)"
        let answer = try await http.send(CurlRequest(method, url, headers: headers, body: body, deadline: .seconds(20)))
        return Answer(status: answer.status, headers: answer.headers, text: String(decoding: answer.body, as: UTF8.self))
    }
}
