import Crypto
import JSON
public import ServiceKit

/// Makes links that nobody else can make, and reads them.
///
/// The token in a link is what it allows, in the open, and an HMAC-SHA256 over that.
public struct LinkSigner: Sendable {
    /// Longer ones are not looked at.
    static let longest = 2_048

    enum Failure: Error, Hashable {
        /// Not ours, or cut off by a mail program.
        case invalid
        case expired
    }

    private let key: SymmetricKey
    private let publicURL: String
    private let lifetime: Duration

    /// - Parameters:
    ///   - secret: `PUNCTUAL_SERVICE_SECRET`, from which a key for this purpose alone is derived (HKDF, RFC 5869).
    ///   - publicURL: where this service can be reached by the readers of messages, without a slash at the end.
    public init(secret: Secret, publicURL: String, lifetime: Duration = .seconds(7 * 86_400)) {
        let input = SymmetricKey(data: Array(secret.value.utf8))
        key = HKDF<SHA256>.deriveKey(inputKeyMaterial: input, info: Array("punctual links".utf8), outputByteCount: 32)
        self.publicURL = publicURL.hasSuffix("/") ? String(publicURL.dropLast()) : publicURL
        self.lifetime = lifetime
    }

    /// The same for each attempt to tell a notice.
    func links(_ notice: Notice) -> MessageLinks {
        func url(_ action: LinkToken.Action) -> String? {
            LinkToken(action, notice, lifetime: lifetime).map { "\(publicURL)/links/\(text($0))" }
        }
        return MessageLinks(snooze: url(.snooze), done: url(.done))
    }

    func text(_ token: LinkToken) -> String {
        let bytes = JSONWriter.encode(token)
        return "\(Base64URL.encode(bytes)).\(Base64URL.encode(HMAC<SHA256>.authenticationCode(for: bytes, using: key)))"
    }

    /// - Parameter now: seconds since 1970.
    func token(_ text: String, now: Int64) throws(Failure) -> LinkToken {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= Self.longest, parts.count == 2, let bytes = Base64URL.decode(parts[0]),
            let code = Base64URL.decode(parts[1]),
            HMAC<SHA256>.isValidAuthenticationCode(code, authenticating: bytes, using: key), let token = try? LinkToken(json: bytes)
        else { throw .invalid }
        guard now < token.expires else { throw .expired }
        return token
    }
}

/// URLs that act on the reminder of a message; nil where there is nothing to act on.
public struct MessageLinks: Sendable, Hashable {
    public var snooze: String?
    public var done: String?

    public init(snooze: String? = nil, done: String? = nil) {
        self.snooze = snooze
        self.done = done
    }
}
