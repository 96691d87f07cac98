import Curl
import Dapr
import Identity
import Logging
import RecurringTask
import ServiceKit
import ServiceLifecycle

/// A whole recurring-task service, put together from settings. What `punctual recurring-task` runs alone and `punctual dev` among other things.
struct RecurringTaskProcess {
    let server: HTTPServer<ServiceResponder>
    /// In the order in which they are to be started.
    let services: [any Service]

    /// - Throws: `SettingsError` when there is no secret to call chat-api with.
    init(_ settings: RecurringTaskSettings, metrics: MetricRegistry, logger: Logger) throws {
        CompletionHandler.describe(metrics)
        metrics.describeEvents()
        let http = CurlClient(logger: logger)
        let dapr = DaprClient(settings.dapr, http: http, logger: logger)
        let tracing = Tracing(settings.tracing, service: settings.appID, http: http, metrics: metrics, logger: logger)
        let state = DaprServiceState(dapr, store: settings.stateStore)
        let tokens = try settings.identity.serviceTokens(settings.appID)
        let readiness = Readiness()
        let api = RecurringTaskAPI(
            handler: CompletionHandler(
                RemoteTaskCreator(dapr, chatAPI: settings.chatAPIAppID, tokens: tokens),
                metricsFactory: metrics
            ),
            consumer: EventConsumer(settings.appID, claims: DaprEventClaims(state), metricsFactory: metrics, tracer: tracing.tracer),
            appToken: settings.appToken,
            readiness: readiness,
            metrics: metrics
        )
        server = HTTPServer(
            router: api.router(),
            configuration: HTTPServerConfiguration(host: settings.host, port: settings.port),
            readiness: readiness,
            metrics: metrics,
            tracer: tracing.tracer,
            logger: logger
        )
        // Stopped from the end: the server first, the connections last.
        services = [Connections(http)] + tracing.services + [server]
    }
}
