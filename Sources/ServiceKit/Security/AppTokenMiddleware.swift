import HTTPTypes
public import Hummingbird

/// Lets only calls through that bear the application's token in `dapr-api-token`, as Dapr's sidecar sends it on every call (Dapr's `APP_API_TOKEN`).
public struct AppTokenMiddleware<Context: RequestContext>: RouterMiddleware {
    private let token: Secret?

    /// - Parameter token: nil lets everything through.
    public init(_ token: Secret?) {
        self.token = token
    }

    public func handle(
        _ request: Request,
        context: Context,
        next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        if let token, !token.matches(request.headers[.daprAPIToken] ?? "") {
            throw Problem.unauthorized("The header dapr-api-token has to bear this application's token.")
        }
        return try await next(request, context)
    }
}
