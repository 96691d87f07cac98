import HTTPTypes
import Hummingbird
import ServiceKit

/// `GET /links/{token}`, which only asks, and `POST /links/{token}`, which acts. The token is the permission.
extension NotificationAPI {
    static func addLinks(_ links: LinkService, to router: Router<ServiceRequestContext>) {
        router.get("/links/:token") { _, context in
            switch links.look(context.parameters.get("token") ?? "") {
            case .success(let token): LinkPage.confirmation(token)
            case .failure(.invalid): LinkPage.result(.invalid)
            case .failure(.expired): LinkPage.result(.expired)
            }
        }
        router.post("/links/:token") { request, context in
            let form = String(buffer: try await request.collect(upTo: 1_024))
            let outcome = await links.follow(context.parameters.get("token") ?? "", delay: Self.delay(form))
            return LinkPage.result(outcome)
        }
    }

    /// The member `delay` of a form (`application/x-www-form-urlencoded`). None of the values that mean something needs decoding.
    static func delay(_ form: String) -> String? {
        form.split(separator: "&").first { $0.hasPrefix("delay=") }.map { String($0.dropFirst("delay=".count)) }
    }
}
