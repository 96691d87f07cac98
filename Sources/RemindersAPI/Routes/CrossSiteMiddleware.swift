import HTTPTypes
import Hummingbird
import ServiceKit

/// Keeps pages of other origins from changing anything through the browser of somebody who can reach the engine: no
/// session would have to be stolen for that, and a form may be posted anywhere without asking.
///
/// Browsers say in `Sec-Fetch-Site` where a request comes from (W3C Fetch Metadata); other clients send no such field.
struct CrossSiteMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: ServiceRequestContext,
        next: @concurrent (Request, ServiceRequestContext) async throws -> Response
    ) async throws -> Response {
        switch request.method {
        case .get, .head, .options: break
        default:
            if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" {
                throw Problem.forbidden("Pages of other origins may not change anything here.")
            }
        }
        return try await next(request, context)
    }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site")!
}
