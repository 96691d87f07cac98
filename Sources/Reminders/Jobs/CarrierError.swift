/// Why the carrier did not take, return or find a reminder.
public struct CarrierError: Error, Sendable, Equatable {
    public enum Code: String, Sendable {
        /// Not reachable, too slow or failing: says nothing about the reminder.
        case unavailable
        /// Will never take this request.
        case refused
    }

    public var code: Code
    public var message: String
    /// True when the request may have been carried out although no good answer came.
    public var mayHaveHappened: Bool

    public init(_ code: Code, _ message: String, mayHaveHappened: Bool = false) {
        self.code = code
        self.message = message
        self.mayHaveHappened = mayHaveHappened
    }

    public var isRetriable: Bool { code == .unavailable }
}
