import HTTPTypes
import Reminders
import ServiceKit

extension Problem {
    /// - Parameter dueField: how the request called the due time.
    init(_ error: ReminderError, dueField: String = "remind_at") {
        switch error.code {
        case .notFound: self = .notFound(error.message)
        case .idTaken: self = Problem(.conflict, type: "urn:punctual:problem:id-taken", detail: error.message)
        case .generationMismatch: self = .preconditionFailed(error.message)
        case .alreadyFired: self = Problem(.conflict, type: "urn:punctual:problem:already-fired", detail: error.message)
        case .alreadyCancelled: self = Problem(.conflict, type: "urn:punctual:problem:already-cancelled", detail: error.message)
        case .beingFired:
            self = Problem(.conflict, type: "urn:punctual:problem:being-fired", detail: error.message, headers: [.retryAfter: "1"])
        case .tooLongAgo, .tooFarAhead: self = .invalid(dueField, error.message)
        case .unavailable: self = .unavailable(error.message, retryAfter: 1)
        }
    }
}
