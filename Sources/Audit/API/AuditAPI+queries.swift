import HTTPTypes
import Hummingbird
import Identity
import JSON
import NIOCore
import ServiceKit

/// What people ask. A user sees their own entries, an operator all.
extension AuditAPI {
    func list(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        var query = try AuditQuery(request, allowing: AuditQuery.filters)
        query.userID = try Self.visible(query.userID, to: context.principal)
        let page = try await Self.answered { () async throws(AuditError) in try await reader.page(query) }
        return .json(page, headers: Self.private)
    }

    func listDead(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        try context.requireOperator()
        let query = try AuditQuery(request, allowing: AuditQuery.filters)
        let page = try await Self.answered { () async throws(AuditError) in try await reader.deadLetters(query) }
        return .json(page, headers: Self.private)
    }

    func verify(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let query = try AuditQuery(request, allowing: ["user_id"])
        let userID = try Self.visible(query.userID, to: context.principal)
        let reports = try await Self.answered { () async throws(AuditError) in try await reader.verify(userID) }
        return .json(VerificationAnswer(chains: reports), headers: Self.private)
    }

    /// Lines of JSON, user by user, for `punctual audit verify FILE` and for safe keeping.
    func export(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let query = try AuditQuery(request, allowing: ["user_id"])
        let userID = try Self.visible(query.userID, to: context.principal)
        let users = try await Self.answered { () async throws(AuditError) in try await reader.users(userID) }
        var headers = Self.private
        headers[.contentType] = "application/x-ndjson"
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { output in
                for userID in users {
                    var export = ChainExport(reader.chains, userID: userID)
                    while let lines = try await export.next() {
                        if !lines.isEmpty { try await output.write(ByteBuffer(bytes: lines)) }
                    }
                }
                try await output.finish(nil)
            }
        )
    }

    private static let `private`: HTTPFields = [.cacheControl: "no-store"]

    /// Whose entries are meant; nil for everybody's.
    private static func visible(_ userID: String?, to principal: Principal) throws(Problem) -> String? {
        if principal.isOperator { return userID }
        guard userID == nil || userID == principal.userID else { throw Problem.forbidden("Only operators see the entries of others.") }
        return principal.userID
    }

    private static func answered<Value>(_ body: () async throws(AuditError) -> Value) async throws(Problem) -> Value {
        do throws(AuditError) {
            return try await body()
        } catch {
            throw error.isRetriable
                ? .unavailable("The audit trail cannot be read now.", retryAfter: 5) : Problem(.internalServerError, detail: error.message)
        }
    }
}

/// `{verified, chains}`
private struct VerificationAnswer: JSONEncodable {
    let chains: [ChainReport]

    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("verified", chains.allSatisfy(\.isGood))
            writer.member("chains", chains)
        }
    }
}
