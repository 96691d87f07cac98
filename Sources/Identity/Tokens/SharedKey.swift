import JWTKit
public import ServiceKit

/// A secret that both sides of an HS256 signature know.
public struct SharedKey: Sendable {
    /// As many bytes as the hash has (RFC 7518, section 3.2).
    public static let fewestBytes = 32

    let key: HMACKey

    /// - Throws: when the secret is too short.
    public init(_ secret: Secret, setting name: String) throws(SettingsError) {
        guard secret.value.utf8.count >= Self.fewestBytes else {
            throw SettingsError(
                .invalid,
                name: name,
                message: "A secret of \(Self.fewestBytes) bytes or more is needed (RFC 7518, section 3.2)."
            )
        }
        key = HMACKey(from: secret.value)
    }

    func collection() async -> JWTKeyCollection {
        await JWTKeyCollection().add(hmac: key, digestAlgorithm: .sha256)
    }

    func sign(_ claims: TokenClaims) async throws(TokenError) -> String {
        do {
            return try await collection().sign(claims)
        } catch {
            throw TokenError(.signing, "The token cannot be signed: \(error)")
        }
    }
}
