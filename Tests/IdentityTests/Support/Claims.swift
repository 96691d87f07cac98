import FoundationEssentials
import Identity
import JWTKit
import ServiceKit

/// Claims as a test wants them; times are seconds.
struct Claims: JWTPayload {
    var sub: String? = "ada"
    var exp: Double? = Double(Fixed.now + 60)
    var nbf: Double?
    var iss: String?
    var aud: [String]?
    var role: String?
    var svc: String?

    func verify(using algorithm: some JWTAlgorithm) throws {}
}

/// What all tests share: a time, and secrets.
enum Fixed {
    static let now: Int64 = 1_800_000_000
    static let clock = UnixClock { now }
    static let userSecret = "the secret that users' tokens are signed with, long enough for HS512 as well"
    static let serviceSecret = "the services' secret, long enough as well"

    static func key(_ secret: String) throws -> SharedKey { try SharedKey(Secret(secret), setting: "SECRET") }

    static func signed(_ claims: Claims, secret: String = userSecret, header: JWTHeader = JWTHeader()) async throws -> String {
        try await JWTKeyCollection().add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256).sign(claims, header: header)
    }

    static func verifier(issuerKeys: KeySetCache? = nil, userKey: Bool = true, issuer: String? = nil, audience: String? = nil) throws
        -> TokenVerifier
    {
        TokenVerifier(
            userKey: userKey ? try key(userSecret) : nil,
            issuerKeys: issuerKeys,
            serviceKey: try key(serviceSecret),
            issuer: issuer,
            audience: audience,
            clock: clock
        )
    }

    /// A token from its three parts, the last one as bytes.
    static func assembled(_ header: String, _ payload: String, signature: [UInt8] = []) -> String {
        [Array(header.utf8), Array(payload.utf8), signature].map { Issuer.base64URL(Data($0)) }.joined(separator: ".")
    }
}

/// Why a token was refused; nil when it was not.
func refusal(of token: String, by verifier: TokenVerifier) async -> TokenError.Code? {
    do throws(TokenError) {
        _ = try await verifier.verify(token)
        return nil
    } catch {
        return error.code
    }
}
