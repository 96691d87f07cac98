/// Why a token does not identify anybody.
public struct TokenError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// The request bears no token.
        case missing
        /// It is no JSON Web Token, or lacks a claim that it needs.
        case malformed
        /// Signed with an algorithm that is not accepted from whoever issued it; `none` among them.
        case algorithm
        /// The key that it names is not one of the issuer's.
        case unknownKey
        case signature
        case expired
        /// Not valid yet (`nbf`).
        case notYetValid
        /// From another issuer, or for another audience.
        case issuer
        /// The issuer's keys cannot be read at the moment.
        case keysUnavailable
        /// A token could not be made.
        case signing
    }

    public var code: Code
    /// One sentence, fit for whoever bears the token.
    public var message: String

    public init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    /// Whether the same token may be accepted later.
    public var isRetriable: Bool { code == .keysUnavailable || code == .notYetValid }
}

extension TokenError: CustomStringConvertible {
    public var description: String { "\(code.rawValue): \(message)" }
}
