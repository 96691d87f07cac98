import Curl
import Dapr
import Identity
import Logging
import Notification
import ReminderClient
import Reminders
import ServiceKit
import ServiceLifecycle

/// A whole notification service, put together from settings. What `punctual notification` runs alone and `punctual dev` among other things.
struct NotificationProcess {
    let server: HTTPServer<ServiceResponder>
    /// In the order in which they are to be started.
    let services: [any Service]

    /// - Throws: `SettingsError` when nobody could be identified.
    init(_ settings: NotificationSettings, metrics: MetricRegistry, logger: Logger) throws {
        NotificationMetricsHelp.describe(metrics)
        let http = CurlClient(logger: logger)
        // A client of its own: what it may connect to holds for all its connections.
        var outside = CurlConfiguration(maxConnectionsPerHost: 64, maxConnections: 128)
        outside.addressPolicy = settings.allowsPrivateWebhooks ? .any : .publicOnly
        let outsideHTTP = CurlClient(outside, logger: logger)
        let dapr = DaprClient(settings.dapr, http: http, logger: logger)
        let tracing = Tracing(settings.tracing, service: settings.appID, http: http, metrics: metrics, logger: logger)
        let state = DaprServiceState(dapr, store: settings.stateStore)
        let engine = RemoteEngine(
            ReminderClient(baseURL: settings.dapr.invocationURL(of: settings.engineAppID), http: http, headers: settings.dapr.tokenHeaders)
        )
        let now: @Sendable () -> Timestamp = { Timestamp(milliseconds: UTCTimestamp.now()) }
        let inbox = InboxStore(state)
        let signer = settings.webhookSecret.map { WebhookSigner($0) }
        let linkSigner = settings.serviceSecret.map { LinkSigner(secret: $0, publicURL: settings.publicURL) }
        let sends = RemoteSends(logger: logger)
        let deliverer = Deliverer(
            state: state,
            channels: Channels.all(
                inbox: inbox,
                publish: EventPublishing(dapr, pubsub: settings.pubsub, source: settings.appID),
                webhook: (outsideHTTP, signer),
                email: settings.smtp.map { (SMTPClient($0.server, maxConcurrent: 64), $0.from) },
                policy: settings.policy,
                now: now,
                logger: logger
            ),
            engine: engine,
            sends: sends,
            policy: settings.policy,
            links: linkSigner,
            metricsFactory: metrics,
            now: now
        )
        let links = try linkSigner.map { signer in
            let complete = TaskCompletion(dapr, chatAPI: settings.chatAPIAppID, tokens: try settings.identity.serviceTokens(settings.appID))
            return LinkActions(signer: signer, state: state, engine: engine, complete: complete, now: now, logger: logger)
        }
        let readiness = Readiness()
        let api = NotificationAPI(
            deliverer: deliverer,
            consumer: EventConsumer(settings.appID, claims: DaprEventClaims(state), metricsFactory: metrics, tracer: tracing.tracer),
            verifier: try settings.identity.verifier(http: http, logger: logger),
            appToken: settings.appToken,
            inbox: inbox,
            preferences: PreferencesStore(state),
            signer: signer,
            links: links,
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
        // Stopped from the end: the server first, then what is being sent, and the connections last.
        services = [Connections(http), Connections(outsideHTTP)] + tracing.services + [sends, server]
    }
}
