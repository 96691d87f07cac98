/// Why the sidecar did not do what it was asked.
public struct DaprError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Kind: String, Sendable {
        /// Our request is wrong; the same request fails the same way each time.
        case invalid
        /// The value is there already, or has another version.
        case conflict
        /// What was named is not there.
        case notFound
        /// The sidecar lacks the component, the API or the scheduler that the request needs.
        case notConfigured
        /// The token is wrong, or the application is not allowed to do this.
        case unauthorized
        /// Not available now: sidecar, scheduler, broker or store is away or failing.
        case unavailable
        /// No answer within the time limit, ours or the sidecar's.
        case timedOut
        /// The calling task was cancelled, or the client shut down.
        case cancelled
    }

    public var kind: Kind
    /// Dapr's `errorCode`; nil when the answer had none, or when there was no answer.
    public var code: String?
    /// The HTTP status; nil when there was no answer.
    public var status: Int?
    public var message: String

    /// True when the request may have been carried out nevertheless. False is certain.
    public var mayHaveHappened: Bool

    public init(_ kind: Kind, _ message: String, code: String? = nil, status: Int? = nil, mayHaveHappened: Bool = false) {
        self.kind = kind
        self.code = code
        self.status = status
        self.message = message
        self.mayHaveHappened = mayHaveHappened
    }

    /// Whether the same request may succeed later.
    ///
    /// So it may after a mistake in the deployment (`notConfigured`, `unauthorized`) has been put right: nothing has to be
    /// thrown away for that, though there is no hurry to try again.
    public var isRetriable: Bool {
        switch kind {
        case .unavailable, .timedOut, .notConfigured, .unauthorized: true
        case .invalid, .conflict, .notFound, .cancelled: false
        }
    }

    public var description: String {
        let origin = [status.map(String.init), code].compactMap(\.self).joined(separator: " ")
        return "\(kind.rawValue): \(message)\(origin.isEmpty ? "" : " [\(origin)]")\(mayHaveHappened ? " (may have happened)" : "")"
    }
}
