public import Hummingbird
public import Identity
public import Logging
public import ServiceKit

/// The HTTP face of chat-api: tasks, chat, what is coming up, the page, and what the sidecar delivers.
public struct TodoAPI: Sendable {
    let commands: CommandLayer
    let live: LiveHub
    let verifier: TokenVerifier
    let readiness: Readiness
    let metrics: MetricRegistry
    let logger: Logger

    public init(
        commands: CommandLayer,
        live: LiveHub,
        verifier: TokenVerifier,
        readiness: Readiness,
        metrics: MetricRegistry,
        logger: Logger
    ) {
        self.commands = commands
        self.live = live
        self.verifier = verifier
        self.readiness = readiness
        self.metrics = metrics
        self.logger = logger
    }

    public func router() -> Router<ServiceRequestContext> {
        let router = Router<ServiceRequestContext>.service()
        router.addHealth(readiness)
        router.addMetrics(metrics)
        let identified = router.group("/api", context: IdentifiedContext.self).add(middleware: AuthenticationMiddleware(verifier))
        addTasks(to: identified)
        return router
    }
}
