public import Hummingbird
public import Identity
public import Logging
public import ReminderClient
public import ServiceKit

/// The HTTP face of chat-api: tasks, chat, what is coming up, the page, and what the sidecar delivers.
public struct TodoAPI: Sendable {
    let commands: CommandLayer
    let live: LiveHub
    let engine: ReminderClient
    let notification: NotificationService
    let chat: ChatService
    let verifier: TokenVerifier
    let guards: EventConsumer
    let updates: EventConsumer
    let appToken: Secret?
    let readiness: Readiness
    let metrics: MetricRegistry
    let logger: Logger

    /// - Parameters:
    ///   - guards: the consumer of `task-guards`, its claims shared by all replicas.
    ///   - updates: the consumer of `task-updates`, its claims this process's own: each replica has pages of its own to tell.
    ///   - appToken: the `dapr-api-token` that the sidecar has to show; nil to take any.
    public init(
        commands: CommandLayer,
        live: LiveHub,
        engine: ReminderClient,
        notification: NotificationService,
        chat: ChatService,
        verifier: TokenVerifier,
        guards: EventConsumer,
        updates: EventConsumer,
        appToken: Secret?,
        readiness: Readiness,
        metrics: MetricRegistry,
        logger: Logger
    ) {
        self.commands = commands
        self.live = live
        self.engine = engine
        self.notification = notification
        self.chat = chat
        self.verifier = verifier
        self.guards = guards
        self.updates = updates
        self.appToken = appToken
        self.readiness = readiness
        self.metrics = metrics
        self.logger = logger
    }

    public func router() -> Router<ServiceRequestContext> {
        let router = Router<ServiceRequestContext>.service()
        router.addHealth(readiness)
        router.addMetrics(metrics)
        addDeliveries(to: router)
        router.addPage(PackageResources.todo_html)
        let live = router.group("/api/live", context: IdentifiedContext.self)
            .add(middleware: AuthenticationMiddleware(verifier, parameter: "access_token"))
        addLive(to: live)
        let api = router.group("/api", context: IdentifiedContext.self).add(middleware: AuthenticationMiddleware(verifier))
        addTasks(to: api)
        addReminders(to: api)
        addNotification(to: api)
        addChat(to: api)
        return router
    }
}
