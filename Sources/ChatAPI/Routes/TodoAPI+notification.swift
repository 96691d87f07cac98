import Curl
import HTTPTypes
import Hummingbird
import Identity
import JSON
import NIOCore
import ServiceKit

/// Inbox and preferences, which are the notification service's, and who one is.
extension TodoAPI {
    func addNotification(to api: Identified) {
        api.get("me") { _, context in
            let principal = try context.principal
            let zone = await notification.timeZone(userID: principal.userID)
            return Response.json(
                ["user_id": .string(principal.userID), "time_zone": .string(zone), "is_operator": .bool(principal.isOperator)] as JSONValue
            )
        }
        api.get("inbox", use: passOn)
        api.post("inbox/read-all", use: passOn)
        api.post("inbox/:id/read", use: passOn)
        api.get("preferences", use: passOn)
        api.put("preferences", use: passOn)
    }

    @Sendable private func passOn(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let user = try context.principal.userID
        let method: CurlMethod =
            switch request.method {
            case .post: .post
            case .put: .put
            default: .get
            }
        let body = try await request.collect(upTo: 64 * 1_024)
        let answer = try await notification.call(method, request.uri.description, userID: user, body: Array(buffer: body))
        var headers: HTTPFields = [:]
        headers[.contentType] = answer.headers["Content-Type"]
        headers[.retryAfter] = answer.headers["Retry-After"]
        return Response(
            status: .init(code: answer.status),
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        )
    }
}
