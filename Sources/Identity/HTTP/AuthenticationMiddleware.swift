import HTTPTypes
public import Hummingbird
import Logging
import ServiceKit

/// Lets only requests through that bear a good token, and tells the handlers whose it is.
public struct AuthenticationMiddleware: RouterMiddleware {
    private let verifier: TokenVerifier
    private let parameter: String?

    /// - Parameter parameter: of the query, which may bear the token as well; for `EventSource`, which can send no header.
    public init(_ verifier: TokenVerifier, parameter: String? = nil) {
        self.verifier = verifier
        self.parameter = parameter
    }

    public func handle(
        _ request: Request,
        context: IdentifiedContext,
        next: @concurrent (Request, IdentifiedContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        do throws(TokenError) {
            let principal = try await verifier.verify(try token(request))
            context.verified = principal
            context.logger[metadataKey: "user_id"] = .string(principal.userID)
        } catch {
            throw Problem(error)
        }
        return try await next(request, context)
    }

    private func token(_ request: Request) throws(TokenError) -> String {
        if let field = request.headers[.authorization] {
            // RFC 9110, section 11.1: the scheme in any case.
            let parts = field.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else {
                throw TokenError(.missing, "The field Authorization has to say Bearer and a token.")
            }
            return String(parts[1].drop { $0 == " " })
        }
        if let parameter, let token = request.uri.queryParameters[Substring(parameter)] { return String(token) }
        throw TokenError(.missing, "A token is needed: Authorization: Bearer …")
    }
}
