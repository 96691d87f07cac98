public import Hummingbird
public import Logging
public import Reminders
public import ServiceKit
public import Traces

/// The engine's HTTP face: reminders for callers, callbacks for the sidecar, and a page for operators.
public struct EngineAPI: Sendable {
    /// A body may have this much; a batch more.
    static let largestBody = 64 * 1024
    static let largestBatch = 4 * 1024 * 1024

    let engine: ReminderEngine
    let appToken: Secret?
    let readiness: Readiness
    let metrics: MetricRegistry
    let tracer: Tracer
    let logger: Logger

    /// - Parameters:
    ///   - appToken: the `dapr-api-token` that the sidecar has to show with its callbacks; nil to take any.
    ///   - readiness: what `/readyz` waits for.
    ///   - metrics: what `/metrics` shows; the engine's gauges are added to it.
    ///   - tracer: the one that the engine and the server have.
    public init(
        engine: ReminderEngine,
        appToken: Secret?,
        readiness: Readiness,
        metrics: MetricRegistry,
        tracer: Tracer = .off,
        logger: Logger
    ) {
        self.engine = engine
        self.appToken = appToken
        self.readiness = readiness
        self.metrics = metrics
        self.tracer = tracer
        self.logger = logger
    }

    public func router() -> Router<ServiceRequestContext> {
        let router = Router<ServiceRequestContext>.service()
        router.add(middleware: CrossSiteMiddleware())
        router.addHealth(readiness)
        addReminders(to: router)
        addListing(to: router)
        addModes(to: router)
        addCallbacks(to: router)
        addMetrics(to: router)
        router.addPage(PackageResources.operations_html)
        return router
    }

    /// The reminder that the path names.
    static func id(_ context: ServiceRequestContext) throws -> ReminderID {
        let text = context.parameters.get("id") ?? ""
        // What can't be a name names nothing.
        guard let id = ReminderID(text) else { throw Problem.notFound("there is no reminder \(text)") }
        return id
    }
}
