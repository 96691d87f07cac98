import JSON
import JWTKit

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The public keys of an issuer (JWKS, RFC 7517) that can verify `RS256` or `ES256`, each with the one algorithm that it is for.
///
/// Other keys, such as those for encryption, symmetric ones and other curves, are passed over: one that we do not know must not spoil the rest.
struct KeySet: Sendable {
    private struct Key {
        let algorithm: String
        let collection: JWTKeyCollection
    }

    private var keys: [String: Key] = [:]
    /// The name of a key that has none.
    private static let nameless = ""

    var isEmpty: Bool { keys.isEmpty }

    /// - Throws: `TokenError`, code `keysUnavailable`, when the text is no key set, or has no key for us.
    init(json: [UInt8]) async throws(TokenError) {
        let parts: [RawJSON]
        do throws(JSONError) {
            parts = try JSONReader.read(json, options: .lenient) { (reader) throws(JSONError) in
                var parts: [RawJSON] = []
                try reader.object { (name, reader) throws(JSONError) in
                    if name == "keys" { parts = try [RawJSON](from: &reader) }
                }
                return parts
            }
        } catch {
            throw TokenError(.keysUnavailable, "The issuer's keys are no JSON Web Key Set.")
        }
        for part in parts { await add(part) }
        guard !keys.isEmpty else { throw TokenError(.keysUnavailable, "The issuer has no key for RS256 or ES256.") }
    }

    /// The key of that name, or the only one when the token names none.
    func key(_ id: String?, algorithm: String) throws(TokenError) -> JWTKeyCollection {
        guard let key = id.map({ keys[$0] }) ?? (keys.count == 1 ? keys.values.first : nil) else {
            throw TokenError(.unknownKey, "The token names no key of its issuer.")
        }
        guard key.algorithm == algorithm else { throw TokenError(.algorithm, "The token's key is for another algorithm.") }
        return key.collection
    }

    func contains(_ id: String?) -> Bool {
        id.map { keys[$0] != nil } ?? true
    }

    private mutating func add(_ part: RawJSON) async {
        guard let description = try? part.value(options: .lenient), description["use"]?.string ?? "sig" == "sig" else { return }
        let algorithm: (name: String, value: JWK.Algorithm)
        switch (description["kty"]?.string, description["crv"]?.string) {
        case ("RSA", _): algorithm = ("RS256", .rs256)
        case ("EC", "P-256"): algorithm = ("ES256", .es256)
        default: return
        }
        guard description["alg"]?.string ?? algorithm.name == algorithm.name,
            var jwk = try? JSONDecoder().decode(JWK.self, from: Data(part.bytes))
        else { return }
        jwk.algorithm = algorithm.value
        let id = jwk.keyIdentifier?.string ?? Self.nameless
        jwk.keyIdentifier = JWKIdentifier(string: id)
        let collection = JWTKeyCollection()
        guard (try? await collection.add(jwk: jwk, isDefault: true)) != nil else { return }
        keys[id] = Key(algorithm: algorithm.name, collection: collection)
    }
}
