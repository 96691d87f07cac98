import Crypto
public import ServiceKit

/// Signs what is sent to users' webhooks, so that a receiver can tell it from what others send.
///
/// Each user has a secret of their own, derived from the service's: who knows one cannot sign for another user.
public struct WebhookSigner: Sendable {
    /// `t={seconds since 1970},v1={hexadecimal HMAC-SHA256 over "{t}.{body}"}`
    public static let header = "Punctual-Signature"

    private let key: SymmetricKey

    /// - Parameter secret: `PUNCTUAL_WEBHOOK_SECRET`.
    public init(_ secret: Secret) {
        key = SymmetricKey(data: Array(secret.value.utf8))
    }

    /// The secret to be given to this user: the 64 characters are the key, as text.
    public func secret(of userID: String) -> String {
        HexText.encode(HMAC<SHA256>.authenticationCode(for: Array("webhook:\(userID)".utf8), using: key))
    }

    /// - Parameter seconds: when it is sent, since 1970. A receiver refuses old ones, so that nobody can send one again.
    public func signature(_ body: [UInt8], for userID: String, at seconds: Int64) -> String {
        Self.signature(body, secret: secret(of: userID), at: seconds)
    }

    /// As a receiver computes it.
    public static func signature(_ body: [UInt8], secret: String, at seconds: Int64) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(seconds).".utf8) + body, using: key)
        return "t=\(seconds),v1=\(HexText.encode(code))"
    }
}
