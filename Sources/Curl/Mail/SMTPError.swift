/// Why a mail was not seen to be accepted.
public struct SMTPError: Error, Sendable, Hashable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// The server does not answer, hangs up, or speaks something else.
        case unreachable
        /// The deadline has passed.
        case timedOut
        /// The server will not have it now (4yz of RFC 5321).
        case deferred
        /// The server will never have it (5yz of RFC 5321): the address does not exist, or the mail is not welcome.
        case rejected
        /// The user or the password is wrong.
        case notAuthenticated
        /// No encryption to be had where it is required, or a certificate that nobody vouches for.
        case tlsFailure
        /// Too many mails are under way already.
        case overloaded
        /// The calling task was cancelled.
        case cancelled
        case other
    }

    public var code: Code
    public var message: String
    /// The server's last reply code; nil when it said nothing.
    public var replyCode: Int?

    /// True when the whole mail had been handed over, and only the server's word on it is missing. False is certain: it was not accepted.
    public var mayHaveBeenAccepted: Bool

    public init(_ code: Code, _ message: String, replyCode: Int? = nil, mayHaveBeenAccepted: Bool = false) {
        self.code = code
        self.message = message
        self.replyCode = replyCode
        self.mayHaveBeenAccepted = mayHaveBeenAccepted
    }

    /// Whether the same mail may be accepted later. So it may after a wrong password has been put right.
    public var isRetriable: Bool { code != .rejected && code != .cancelled }

    public var description: String {
        "\(code.rawValue): \(message)\(replyCode.map { " [\($0)]" } ?? "")\(mayHaveBeenAccepted ? " (may have been accepted)" : "")"
    }
}
