import ChatAPI
import Curl
import Dapr
import Identity
import Logging
import ReminderClient
import ServiceKit
import ServiceLifecycle

/// A whole chat-api, put together from settings.
struct ChatAPIProcess {
    let server: HTTPServer<ServiceResponder>
    /// In the order in which they are to be started.
    let services: [any Service]

    init(_ settings: ChatAPISettings, metrics: MetricRegistry, logger: Logger) throws {
        ChatAPIMetricsHelp.describe(metrics)
        var curl = CurlConfiguration()
        curl.maxConnectionsPerHost = 64
        let http = CurlClient(curl, logger: logger)
        let dapr = DaprClient(settings.dapr, http: http, logger: logger)
        let tracing = Tracing(settings.tracing, service: settings.appID, http: http, metrics: metrics, logger: logger)
        let state = DaprServiceState(dapr, store: settings.stateStore)
        let token = settings.dapr.apiToken.map { [(name: "dapr-api-token", value: $0)] } ?? []
        let engine = ReminderClient(
            baseURL: "\(settings.dapr.httpEndpoint)/v1.0/invoke/\(settings.engineAppID)/method",
            http: http,
            headers: token,
            deadline: .seconds(5)
        )
        let (clock, live) = (MachineClock(), LiveHub())
        let commands = CommandLayer(
            documents: state,
            reminders: EngineReminders(engine, clock: clock),
            publisher: DaprTaskPublisher(dapr.pubsub, component: settings.pubsub, source: settings.appID),
            live: live,
            clock: clock,
            metricsFactory: metrics,
            logger: logger
        )
        let notification = NotificationService(
            dapr,
            appID: settings.notificationAppID,
            tokens: try settings.identity.serviceTokens(settings.appID)
        )
        let readiness = Readiness()
        let gate = readiness.gate("statestore", reason: "The state store was not reached yet.")
        let chat = ChatService(
            commands: commands,
            reminders: UserReminders(engine),
            state: state,
            notification: notification,
            assistant: settings.llm.map { LLMAssistant(LLMClient($0, http: http)) },
            clock: clock,
            logger: logger
        )
        let api = TodoAPI(
            commands: commands,
            live: live,
            engine: engine,
            notification: notification,
            chat: chat,
            verifier: try settings.identity.verifier(http: http, logger: logger),
            guards: EventConsumer("chat-api-guards", claims: DaprEventClaims(state), metricsFactory: metrics, tracer: tracing.tracer),
            updates: EventConsumer("chat-api-updates", claims: MemoryEventClaims(), metricsFactory: metrics, tracer: tracing.tracer),
            appToken: settings.appToken,
            readiness: readiness,
            metrics: metrics,
            logger: logger
        )
        server = HTTPServer(
            router: api.router(),
            configuration: HTTPServerConfiguration(host: settings.host, port: settings.port),
            readiness: readiness,
            metrics: metrics,
            tracer: tracing.tracer,
            logger: logger
        )
        let watch = PeriodicService("state store", Cadence(every: .seconds(2), jitter: 0.1), logger: logger) {
            do throws(DaprError) {
                _ = try await state.get("probe")
                gate.open()
            } catch {
                gate.shut(error.message)
            }
        }
        let heartbeat = PeriodicService("heartbeat of live pages", Cadence(every: .seconds(15)), logger: logger) { live.beat() }
        let forgotten = PeriodicService("forgotten guards", Cadence(every: .seconds(20), jitter: 0.5), logger: logger) {
            // Behind the same sidecar as the state store.
            guard gate.reason == nil else { return }
            try await commands.handleForgotten()
        }
        // Stopped from the end: the live pages first, since the server waits for them, the connections last.
        services =
            [Connections(http)] + tracing.services + [watch, forgotten, heartbeat, server, LiveClosing(live)]
    }
}
