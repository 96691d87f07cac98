public import CoreMetrics
import HTTPTypes
public import Hummingbird
import Logging
public import Traces

/// The outermost layer of every service: correlation, request metrics, and a problem where there is no route.
public struct ServiceResponder: HTTPResponder {
    private let router: RouterResponder<ServiceRequestContext>
    private let routes: RouteTable
    private let metrics: RequestMetrics
    private let tracer: Tracer

    /// - Parameters:
    ///   - router: made by `Router.service()`, with all its routes.
    ///   - metrics: where the durations of requests are counted.
    ///   - tracer: makes a span of each request.
    public init(
        router: Router<ServiceRequestContext>,
        metrics: any MetricsFactory = MetricsSystem.factory,
        tracer: Tracer = .off
    ) {
        self.router = router.buildResponder()
        routes = RouteTable(router)
        self.metrics = RequestMetrics(factory: metrics)
        self.tracer = tracer
    }

    public func respond(to request: Request, context: ServiceRequestContext) async throws -> Response {
        let started = ContinuousClock.now
        let startedAt = tracer.now
        let correlation = Correlation(headers: request.headers, tracer: tracer, isProbe: Self.probes.contains(request.uri.path))
        var context = context
        context.correlation = correlation
        context.logger[metadataKey: "correlation_id"] = .string(correlation.id)
        if correlation.trace.isSampled { context.logger[metadataKey: "trace_id"] = "\(correlation.trace.traceID)" }
        let inRequest = context
        var response = await TraceContext.$current.withValue(correlation.trace) { await respond(to: request, inRequest) }
        response.headers[.correlationID] = correlation.id
        let route = context.endpointPath ?? "unknown"
        metrics.record(
            RequestMetrics.Key(route: route, method: request.method, status: response.status),
            duration: ContinuousClock.now - started
        )
        tracer.record(
            "\(request.method) \(route)",
            kind: .server,
            correlation.trace,
            under: correlation.parent,
            since: startedAt,
            tags: Self.tags(correlation, request, response)
        )
        context.logger.debug(
            "Request",
            metadata: ["method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(response.status.code)"]
        )
        return response
    }

    /// Asked every few seconds by machines, about the service itself.
    private static let probes: Set = ["/healthz", "/readyz", "/metrics"]

    private static func tags(_ correlation: Correlation, _ request: Request, _ response: Response) -> [String: String] {
        var tags = [
            "http.method": request.method.rawValue, "http.path": String(request.uri.path.prefix(200)),
            "http.status_code": String(response.status.code), "correlation_id": correlation.id,
        ]
        if response.status.code >= 500 { tags["error"] = response.status.description }
        return tags
    }

    private func respond(to request: Request, _ context: ServiceRequestContext) async -> Response {
        do {
            let response = try await router.respond(to: request, context: context)
            guard response.status == .notFound, context.endpointPath == RouteTable.noRoute else { return response }
            let allowed = routes.methods(of: request.uri.path)
            let problem: Problem = allowed.isEmpty ? .notFound("There is nothing at this path.") : .methodNotAllowed(allowed)
            return problem.response(from: request, context: context)
        } catch {
            // The middleware has made a problem of everything already; this is for routers without it.
            context.logger.error("Request failed", metadata: ["error": "\(error)", "path": "\(request.uri.path)"])
            return ProblemMiddleware.problem(for: error).response(from: request, context: context)
        }
    }
}

extension Router<ServiceRequestContext> {
    /// A router for `ServiceResponder`, to which a service adds its routes.
    public static func service() -> Router<ServiceRequestContext> {
        let router = Router(context: ServiceRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: ProblemMiddleware())
        return router
    }
}
