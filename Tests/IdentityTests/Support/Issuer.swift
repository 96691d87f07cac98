import CryptoExtras
import FoundationEssentials
import Identity
import JWTKit
import Synchronization
import Testing

/// Somebody who signs tokens with keys of their own, and publishes the public halves as a JWKS.
final class Issuer: Sendable {
    let rsa: JWTKit.Insecure.RSA.PrivateKey
    let ec = ES256PrivateKey()
    private let served = Mutex<(text: String?, reads: Int)>((nil, 0))

    init() throws {
        rsa = try JWTKit.Insecure.RSA.PrivateKey(backing: _RSA.Signing.PrivateKey(keySize: .bits2048))
    }

    func rsaJWK(_ id: String?, extra: String = "") throws -> String {
        let (modulus, exponent) = try rsa.publicKey.getKeyPrimitives()
        let name = id.map { #""kid":"\#($0)","# } ?? ""
        return #"{"kty":"RSA",\#(name)\#(extra)"n":"\#(Self.base64URL(modulus))","e":"\#(Self.base64URL(exponent))"}"#
    }

    func ecJWK(_ id: String) throws -> String {
        let parameters = try #require(ec.parameters)
        return #"{"kty":"EC","crv":"P-256","use":"sig","kid":"\#(id)","x":"\#(Self.url(parameters.x))","y":"\#(Self.url(parameters.y))"}"#
    }

    /// From now on the source has these keys; nil lets it fail.
    func serve(_ keys: [String]?) {
        served.withLock { $0.text = keys.map { #"{"keys":[\#($0.joined(separator: ","))]}"# } }
    }

    func serve(text: String) { served.withLock { $0.text = text } }

    /// How often the keys were fetched.
    var reads: Int { served.withLock { $0.reads } }

    var source: KeySetSource {
        KeySetSource { [self] () async throws(TokenError) in
            let text = served.withLock { served in
                served.reads += 1
                return served.text
            }
            guard let text else { throw TokenError(.keysUnavailable, "away") }
            return Array(text.utf8)
        }
    }

    func signedRSA(_ claims: Claims, kid: String?) async throws -> String {
        try await JWTKeyCollection().add(rsa: rsa, digestAlgorithm: .sha256).sign(claims, header: Self.header("RS256", kid))
    }

    func signedEC(_ claims: Claims, kid: String?) async throws -> String {
        try await JWTKeyCollection().add(ecdsa: ec).sign(claims, header: Self.header("ES256", kid))
    }

    private static func header(_ algorithm: String, _ kid: String?) -> JWTHeader {
        var header = JWTHeader(fields: ["alg": .string(algorithm)])
        if let kid { header.kid = kid }
        return header
    }

    static func base64URL(_ data: Data) -> String { url(data.base64EncodedString()) }

    private static func url(_ text: String) -> String {
        String(text.compactMap { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0 })
    }
}
