import HTTPTypes
import ServiceKit
import TodoKit

extension Problem {
    init(_ error: CommandError) {
        switch error.code {
        case .notFound: self = .notFound(error.message)
        case .invalid: self = .invalid(error.fields.map { FieldError(field: $0.field, message: $0.message) })
        case .idTaken: self = Problem(.conflict, type: "urn:punctual:problem:id-taken", detail: error.message)
        case .conflict:
            self = Problem(.conflict, type: "urn:punctual:problem:changed-meanwhile", detail: error.message, headers: [.retryAfter: "1"])
        case .versionMismatch: self = .preconditionFailed(error.message)
        case .unavailable: self = .unavailable(error.message, retryAfter: 2)
        case .unreadable: self = Problem(.internalServerError, detail: error.message)
        }
    }
}

/// Runs a command for a route.
func answering<Value>(_ body: () async throws(CommandError) -> Value) async throws(Problem) -> Value {
    do throws(CommandError) { return try await body() } catch { throw Problem(error) }
}
