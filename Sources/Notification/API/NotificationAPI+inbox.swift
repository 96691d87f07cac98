import Dapr
import HTTPTypes
import Hummingbird
import Identity
import JSON
import ServiceKit

/// `GET /api/inbox`, `POST /api/inbox/{id}/read`, `POST /api/inbox/read-all`: each user's own.
extension NotificationAPI {
    private static let limits = 1...100
    private static let usualLimit = 50

    func addInbox(to api: RouterGroup<IdentifiedContext>) {
        api.get("/api/inbox") { request, context in
            let userID = try context.principal.userID
            let query = request.uri.queryParameters
            let limit = try Self.number(query["limit"].map(String.init), "limit", in: Self.limits) ?? Self.usualLimit
            let cursor = try Self.number(query["cursor"].map(String.init), "cursor", in: 1...Int.max)
            let unread = try Self.flag(query["unread"].map(String.init), "unread")
            let inbox = try await Self.stored { () async throws(DaprError) in try await self.inbox.get(userID) }
            let page = inbox.page(limit: limit, cursor: cursor, unreadOnly: unread)
            return Response.json(
                InboxPage(entries: page.entries, unread: inbox.unread, next: page.next),
                headers: [.cacheControl: "no-store"]
            )
        }
        api.post("/api/inbox/read-all") { _, context in
            let userID = try context.principal.userID
            let count = try await Self.stored { () async throws(DaprError) in try await self.inbox.readAll(userID) }
            return Response.json(InboxCount(unread: 0, marked: count))
        }
        api.post("/api/inbox/:id/read") { _, context in
            let userID = try context.principal.userID
            let id = context.parameters.get("id") ?? ""
            guard let unread = try await Self.stored({ () async throws(DaprError) in try await self.inbox.read(id, for: userID) }) else {
                throw Problem.notFound("There is no such entry in the inbox.")
            }
            return Response.json(InboxCount(unread: unread))
        }
    }

    /// - Throws: 503 while the state store is away.
    static func stored<Value>(_ body: () async throws(DaprError) -> Value) async throws(Problem) -> Value {
        do throws(DaprError) {
            return try await body()
        } catch {
            throw Problem.unavailable("The state store does not answer: \(error.message)", retryAfter: 1)
        }
    }

    private static func number(_ text: String?, _ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .invalid(
                name,
                range.upperBound == Int.max
                    ? "This is no cursor of a page." : "A whole number from \(range.lowerBound) to \(range.upperBound) is needed."
            )
        }
        return number
    }

    private static func flag(_ text: String?, _ name: String) throws(Problem) -> Bool {
        switch text {
        case nil, "false": return false
        case "true": return true
        default: throw .invalid(name, "true or false is needed.")
        }
    }
}

private struct InboxPage: JSONEncodable {
    let entries: [InboxEntry]
    let unread: Int
    let next: Int?

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("entries", entries)
            writer.member("unread", unread)
            writer.member("next", next.map { String($0) })
        }
    }
}

private struct InboxCount: JSONEncodable {
    let unread: Int
    var marked: Int?

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("unread", unread)
            writer.member("marked", ifPresent: marked)
        }
    }
}
