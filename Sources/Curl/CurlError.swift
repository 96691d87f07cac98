/// Why a request got no response.
///
/// A response with an error status is not an error here: it is a response.
public struct CurlError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, in few words to switch over. New codes may be added.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        private enum Value: String {
            case connectionRefused, couldNotResolve, addressRefused, deadlineExceeded, connectionLost, responseTooLarge, invalidResponse
            case invalidURL, invalidRequest, tlsFailure, closed, overloaded, cancelled, other
        }

        private let value: Value

        /// Nobody listens there, or the network does not lead there.
        public static var connectionRefused: Self { Self(value: .connectionRefused) }
        public static var couldNotResolve: Self { Self(value: .couldNotResolve) }
        /// The host has no address that the client's `AddressPolicy` allows.
        public static var addressRefused: Self { Self(value: .addressRefused) }
        /// The request's deadline or the connect timeout has passed.
        public static var deadlineExceeded: Self { Self(value: .deadlineExceeded) }
        /// The connection broke before the response was complete.
        public static var connectionLost: Self { Self(value: .connectionLost) }
        /// The response body is longer than allowed, or its header is beyond reason.
        public static var responseTooLarge: Self { Self(value: .responseTooLarge) }
        /// What came back is not HTTP/1.1.
        public static var invalidResponse: Self { Self(value: .invalidResponse) }
        /// Not an absolute `http` or `https` URL.
        public static var invalidURL: Self { Self(value: .invalidURL) }
        /// A header that would not survive the wire.
        public static var invalidRequest: Self { Self(value: .invalidRequest) }
        public static var tlsFailure: Self { Self(value: .tlsFailure) }
        /// The client has been shut down.
        public static var closed: Self { Self(value: .closed) }
        /// Too many requests are waiting already.
        public static var overloaded: Self { Self(value: .overloaded) }
        /// The calling task was cancelled.
        public static var cancelled: Self { Self(value: .cancelled) }
        public static var other: Self { Self(value: .other) }

        public var description: String { value.rawValue }
    }

    public var code: Code
    public var message: String

    /// Whether bytes of the request may have reached the other side, so that it may have acted on them.
    ///
    /// False is certain: nothing was sent. True means unknown.
    public var mayHaveBeenSent: Bool

    public init(_ code: Code, _ message: String, mayHaveBeenSent: Bool = false) {
        self.code = code
        self.message = message
        self.mayHaveBeenSent = mayHaveBeenSent
    }

    /// Whether the same request may succeed later. It says nothing about whether repeating it is safe; see `mayHaveBeenSent`.
    public var isRetriable: Bool {
        switch code {
        case .connectionRefused, .couldNotResolve, .deadlineExceeded, .connectionLost, .overloaded: true
        default: false
        }
    }

    public var description: String {
        "\(code): \(message)\(mayHaveBeenSent ? " (the request may have been received)" : "")"
    }
}
