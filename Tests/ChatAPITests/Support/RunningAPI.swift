import ChatAPI
import Curl
import Dapr
import Hummingbird
import Identity
import JSON
import Logging
import ReminderClient
import Reminders
import RemindersAPI
import RemindersTestKit
import ServiceKit
import Testing

/// A whole chat-api on a real socket: tasks over memory, the engine's real API over memory, and a scripted sidecar in between.
struct RunningAPI: Sendable {
    let world: World
    /// What the notification service answers.
    let notification: ScriptedServer
    let live: LiveHub
    let http: CurlClient
    let port: Int

    static let userKey = "the secret that users' tokens are signed with in these tests"
    static let serviceKey = "the secret that services' tokens are signed with in these tests"

    /// - Parameter llm: what an LLM answers; nil for none.
    static func with(llm: ScriptedServer? = nil, llmDeadline: Duration = .seconds(2), _ body: (RunningAPI) async throws -> Void)
        async throws
    {
        let world = World()
        let engine = ReminderEngine(
            store: MemoryReminderStore(),
            carrier: ScriptedCarrier(),
            publisher: RecordingPublisher(),
            clock: world.clock,
            randomness: SeededGenerator(seed: 1),
            metricsFactory: MetricRegistry(),
            logger: World.quiet
        )
        let engineAPI = EngineAPI(engine: engine, appToken: nil, readiness: Readiness(), metrics: MetricRegistry(), logger: World.quiet)
        let notification = ScriptedServer { _ in .json(["time_zone": "Europe/Berlin"]) }
        try await withServers([engineAPI.router(), notification.router] + (llm.map { [$0.router] } ?? [])) { ports in
            let http = CurlClient(logger: World.quiet)
            let client = ReminderClient(baseURL: "http://127.0.0.1:\(ports[0])", http: http)
            let live = LiveHub()
            let commands = CommandLayer(
                documents: world.documents,
                reminders: EngineReminders(client, clock: world.clock),
                publisher: world.publisher,
                live: live,
                clock: world.clock,
                metricsFactory: MetricRegistry(),
                logger: World.quiet
            )
            let dapr = DaprClient(DaprConfiguration(httpEndpoint: "http://127.0.0.1:\(ports[1])"), http: http, logger: World.quiet)
            let service = NotificationService(
                dapr,
                appID: "notification",
                tokens: ServiceTokens(key: try SharedKey(Secret(serviceKey), setting: "S"), service: "chat-api")
            )
            var assistant: LLMAssistant?
            if llm != nil {
                var settings = LLMSettings(baseURL: "http://127.0.0.1:\(ports[2])/v1", apiKey: Secret("key"), model: "small")
                settings.callDeadline = llmDeadline
                assistant = LLMAssistant(LLMClient(settings, http: http))
            }
            let chat = ChatService(
                commands: commands,
                reminders: UserReminders(client),
                state: world.documents,
                notification: service,
                assistant: assistant,
                clock: world.clock,
                logger: World.quiet
            )
            let api = TodoAPI(
                commands: commands,
                live: live,
                engine: client,
                notification: service,
                chat: chat,
                verifier: TokenVerifier(userKey: try SharedKey(Secret(userKey), setting: "U")),
                guards: EventConsumer("guards", claims: MemoryEventClaims(), metricsFactory: MetricRegistry()),
                updates: EventConsumer("updates", claims: MemoryEventClaims(), metricsFactory: MetricRegistry()),
                appToken: Secret("sidecar"),
                readiness: Readiness(),
                metrics: MetricRegistry(),
                logger: World.quiet
            )
            try await withServers([api.router()]) { own in
                try await body(RunningAPI(world: world, notification: notification, live: live, http: http, port: own[0]))
                live.close()
            }
            await http.shutdown()
        }
    }

    private init(world: World, notification: ScriptedServer, live: LiveHub, http: CurlClient, port: Int) {
        self.world = world
        self.notification = notification
        self.live = live
        self.http = http
        self.port = port
    }

    struct Answer: Sendable {
        let status: Int
        let headers: CurlHeaders
        let json: JSONValue
        let text: String

        /// The fields that a problem names.
        var fields: [String] { json["errors"]?.array?.compactMap { $0["field"]?.string } ?? [] }
    }

    static func token(_ user: String = "ada") async throws -> String {
        try await UserTokens(key: try SharedKey(Secret(userKey), setting: "U")).mint(for: user)
    }

    func call(
        _ method: CurlMethod,
        _ path: String,
        _ body: JSONValue? = nil,
        as user: String? = "ada",
        headers more: [(name: String, value: String)] = []
    ) async throws -> Answer {
        var headers = more
        if let user { headers.append(("Authorization", "Bearer \(try await Self.token(user))")) }
        if body != nil { headers.append(("Content-Type", "application/json")) }
        let answer = try await http.send(
            CurlRequest(
                method,
                "http://127.0.0.1:\(port)\(path)",
                headers: headers,
                body: body.map { JSONWriter.encode($0) } ?? [],
                deadline: .seconds(30)
            )
        )
        return Answer(
            status: answer.status,
            headers: answer.headers,
            json: (try? JSONValue(parsing: answer.body, options: .lenient)) ?? .null,
            text: String(decoding: answer.body, as: UTF8.self)
        )
    }

    /// Says something, and returns the answer.
    func say(_ text: String, in conversation: String = "c", as user: String = "ada") async throws -> Answer {
        try await call(.post, "/api/\(user)/chat", ["message": .string(text), "conversation_id": .string(conversation)], as: user)
    }
}
