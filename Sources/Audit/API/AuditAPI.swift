public import Hummingbird
public import Identity
public import ServiceKit
public import Traces

/// The HTTP face of the audit service: what the sidecar delivers, and what people ask.
public struct AuditAPI: Sendable {
    let writer: ChainWriter
    let reader: AuditReader
    let events: EventConsumer
    let deadLetters: EventConsumer
    let appToken: Secret?
    private let verifier: TokenVerifier
    private let readiness: Readiness
    private let metrics: MetricRegistry

    /// - Parameters:
    ///   - claims: of the consumers `audit` and `audit-dead`.
    ///   - appToken: Dapr's `APP_API_TOKEN`, on what the sidecar calls.
    public init(
        writer: ChainWriter,
        reader: AuditReader,
        claims: any EventClaims,
        verifier: TokenVerifier,
        appToken: Secret?,
        readiness: Readiness,
        metrics: MetricRegistry,
        tracer: Tracer = .off
    ) {
        self.writer = writer
        self.reader = reader
        self.verifier = verifier
        self.appToken = appToken
        self.readiness = readiness
        self.metrics = metrics
        events = EventConsumer("audit", claims: claims, metricsFactory: metrics, tracer: tracer)
        // A claim of its own: what died may well have been recorded as an event before.
        deadLetters = EventConsumer("audit-dead", claims: claims, metricsFactory: metrics, tracer: tracer)
    }

    public func router() -> Router<ServiceRequestContext> {
        let router = Router.service()
        router.addHealth(readiness)
        router.addMetrics(metrics)
        addEvents(to: router)
        let api = router.group(context: IdentifiedContext.self).add(middleware: AuthenticationMiddleware(verifier))
        api.get("/api/v1/audit-log") { request, context in try await list(request, context) }
        api.get("/api/v1/audit-log/verify") { request, context in try await verify(request, context) }
        api.get("/api/v1/audit-log/export") { request, context in try await export(request, context) }
        api.get("/api/v1/dead-letters") { request, context in try await listDead(request, context) }
        return router
    }
}
