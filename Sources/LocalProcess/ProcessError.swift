/// Why a child process could not be started, reached or waited for.
public struct ProcessError: Error, Hashable, Sendable, CustomStringConvertible {
    public enum Code: Hashable, Sendable {
        /// The executable could not be started: missing, not permitted, out of resources.
        case startFailed
        /// It started and ended before it was ready.
        case endedEarly
        /// It did not get there in the time given.
        case deadlineExceeded
        /// The task that waited was cancelled.
        case cancelled
        /// No free port, no directory, no log file.
        case resources
    }

    public let code: Code
    /// What happened, with the end of the process's log where there is one.
    public let message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Whether the same call may succeed later without any change by the caller.
    public var isRetriable: Bool {
        code == .deadlineExceeded
    }

    public var description: String {
        message
    }
}
