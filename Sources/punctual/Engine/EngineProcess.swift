import Curl
import Dapr
import Logging
import Redis
import Reminders
import RemindersAPI
import RemindersDapr
import RemindersRedis
import ServiceKit
import ServiceLifecycle

/// A whole engine: its clients, the engine itself and its HTTP face, put together from settings. What `punctual engine`
/// runs alone and `punctual dev` among other things.
struct EngineProcess {
    let server: HTTPServer<ServiceResponder>
    /// In the order in which they are to be started.
    let services: [any Service]

    init(_ settings: EngineSettings, metrics: MetricRegistry, logger: Logger) {
        EngineMetricsHelp.describe(metrics)
        let redis = RedisClient(settings.redis, logger: logger)
        let store = RedisReminderStore(client: redis, namespace: settings.namespace, metricsFactory: metrics)
        var curl = CurlConfiguration()
        curl.maxConnectionsPerHost = 64
        let http = CurlClient(curl, logger: logger)
        let dapr = DaprClient(settings.dapr, http: http, logger: logger)
        let tracing = Tracing(settings.tracing, service: settings.appID, http: http, metrics: metrics, logger: logger)
        let clock = DisciplinedClock()
        let engine = ReminderEngine(
            store: store,
            carrier: DaprJobCarrier(dapr, metricsFactory: metrics),
            publisher: DaprEventPublisher(dapr, pubsub: settings.pubsub, source: settings.appID, metricsFactory: metrics),
            clock: clock,
            configuration: settings.engine,
            metricsFactory: metrics,
            tracer: tracing.tracer,
            logger: logger
        )
        let readiness = Readiness()
        readiness.add("clock") { clock.isSettled ? nil : "the time of Redis was not read yet" }
        let ledger = LedgerInspection(
            store: store,
            acceptsHazards: settings.acceptsUnsafeRedis,
            gate: readiness.gate("ledger", reason: "Redis was not reached yet"),
            logger: logger
        )
        let api = EngineAPI(
            engine: engine,
            appToken: settings.appToken,
            readiness: readiness,
            metrics: metrics,
            tracer: tracing.tracer,
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
        let discipline = ClockDiscipline(clock: clock, logger: logger) { try await redis.time() }
        // Stopped from the end: the server first, then the loops, which drain, and the connections last.
        services = [redis, Connections(http)] + tracing.services + [ledger, discipline] + engine.services + [server]
    }
}

/// Closes the connections to the sidecar when everything that uses them has ended.
struct Connections: Service {
    let client: CurlClient

    init(_ client: CurlClient) {
        self.client = client
    }

    func run() async throws {
        try? await gracefulShutdown()
        await client.shutdown()
    }
}
