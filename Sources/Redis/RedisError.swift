/// Why a command brought no reply, or an error for one.
public struct RedisError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: Sendable, Hashable {
        /// No connection could be made: refused, unreachable, wrong password.
        case connectFailed
        /// The connection broke.
        case disconnected
        case deadlineExceeded
        /// Too many commands wait already.
        case overloaded
        /// The client was shut down.
        case closed
        case invalidURL
        /// What came is no reply of the Redis protocol.
        case malformedReply
        case server(RedisServerError)
    }

    public var code: Code
    public var message: String
    /// True when the command may have been carried out although no reply came. False is certain.
    public var mayHaveRun: Bool

    public init(_ code: Code, _ message: String, mayHaveRun: Bool = false) {
        self.code = code
        self.message = message
        self.mayHaveRun = mayHaveRun
    }

    init(_ error: RedisServerError) {
        self.init(.server(error), error.message)
    }

    /// Whether the same command may succeed later.
    public var isRetriable: Bool {
        switch code {
        case .connectFailed, .disconnected, .deadlineExceeded, .overloaded: true
        case .closed, .invalidURL, .malformedReply: false
        case .server(let error): error.isRetriable
        }
    }

    public var description: String { mayHaveRun ? "\(message) (may have run)" : message }
}
