/// Why a server could not run.
public struct HTTPServerError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// The address is in use, not ours, or not allowed.
        case cannotListen
        /// Requests were still in progress when the time for draining was over.
        case drainTimedOut
        /// It ended without having listened.
        case neverRan
    }

    public var code: Code
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// A port may become free.
    public var isRetriable: Bool { code == .cannotListen }
}

extension HTTPServerError: CustomStringConvertible {
    public var description: String { message }
}
