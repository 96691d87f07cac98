import Dapr

/// Why the audit trail could not be read or written.
public struct AuditError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: String, Hashable, Sendable {
        /// The state store is away or failing.
        case unavailable
        /// Too many writers at one chain at the same time.
        case contended
        /// What is in the state store is no chain. Nothing is written to it any more.
        case damaged
        /// The state store refuses.
        case refused
    }

    public var code: Code
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    init(_ error: DaprError) {
        self.init(error.isRetriable || error.kind == .cancelled ? .unavailable : .refused, error.description)
    }

    public var isRetriable: Bool { code == .unavailable || code == .contended }
    public var description: String { "\(code.rawValue): \(message)" }
}
