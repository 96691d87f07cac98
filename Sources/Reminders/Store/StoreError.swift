/// Why the ledger could not do what it was asked.
public struct StoreError: Error, Sendable, Equatable {
    public enum Code: String, Sendable {
        /// Not reachable, or too slow to answer within the deadline.
        case unavailable
        /// Takes no more data (Redis: `OOM command not allowed`).
        case full
        /// Answered what it should not, or holds what cannot be read.
        case corrupt
    }

    public var code: Code
    public var message: String
    /// True when the transition may have happened although no answer came.
    public var mayHaveHappened: Bool

    public init(_ code: Code, _ message: String, mayHaveHappened: Bool = false) {
        self.code = code
        self.message = message
        self.mayHaveHappened = mayHaveHappened
    }

    public var isRetriable: Bool { code != .corrupt }

    /// The transition has not happened, and the ledger is not at fault in a way that leaves that open.
    public var isCertainlyNotDone: Bool { code != .corrupt && !mayHaveHappened }
}
