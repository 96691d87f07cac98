import HTTPTypes
import ReminderClient
import ServiceKit

extension Problem {
    /// What the engine said, as our own words to the caller.
    init(_ error: ReminderClientError) {
        switch error.code {
        case .notFound: self = .notFound("There is no such reminder.")
        case .conflict: self = Problem(.conflict, type: error.type ?? "about:blank", detail: error.message)
        case .generationMismatch: self = .preconditionFailed(error.message)
        case .invalid where !error.fields.isEmpty: self = .invalid(error.fields.map { FieldError(field: $0.field, message: $0.message) })
        case .invalid: self = .malformed(error.message)
        case .unreachable, .unavailable, .refused, .unreadable:
            self = .unavailable("The reminder engine does not answer.", retryAfter: 2)
        }
    }
}

/// Calls the engine for a route.
func asking<Value>(_ body: () async throws(ReminderClientError) -> Value) async throws(Problem) -> Value {
    do throws(ReminderClientError) { return try await body() } catch { throw Problem(error) }
}
