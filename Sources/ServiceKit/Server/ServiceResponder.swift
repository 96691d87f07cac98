import HTTPTypes
public import Hummingbird
import Logging

/// The outermost layer of every service: correlation, request metrics, and a problem where there is no route.
public struct ServiceResponder: HTTPResponder {
    private let router: RouterResponder<ServiceRequestContext>
    private let routes: RouteTable
    private let metrics: RequestMetrics
    private let random: RandomBits

    /// - Parameter router: made by `Router.service()`, with all its routes.
    public init(router: Router<ServiceRequestContext>, random: RandomBits = .system) {
        self.router = router.buildResponder()
        routes = RouteTable(router)
        metrics = RequestMetrics()
        self.random = random
    }

    public func respond(to request: Request, context: ServiceRequestContext) async throws -> Response {
        let started = ContinuousClock.now
        let correlation = Correlation(headers: request.headers, random: random)
        var context = context
        context.correlation = correlation
        context.logger[metadataKey: "correlation_id"] = .string(correlation.id)
        var response = await respond(to: request, context)
        response.headers[.correlationID] = correlation.id
        metrics.record(
            RequestMetrics.Key(route: context.endpointPath ?? "unknown", method: request.method, status: response.status),
            duration: ContinuousClock.now - started
        )
        context.logger.debug(
            "Request",
            metadata: ["method": "\(request.method)", "path": "\(request.uri.path)", "status": "\(response.status.code)"]
        )
        return response
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
