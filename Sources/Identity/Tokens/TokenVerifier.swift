import JWTKit

/// Tells whose token it is, or why it is nobody's.
///
/// Which keys may verify a token is settled by what it says about itself, and each kind of key verifies its own algorithm only: a token
/// that is signed with `HS256` and an issuer's public key as the secret meets no key at all.
public struct TokenVerifier: Sendable {
    private let userKey: SharedKey?
    private let issuerKeys: KeySetCache?
    private let serviceKey: SharedKey?
    private let rules: TokenRules
    private let clock: UnixClock

    /// - Parameters:
    ///   - userKey: for users' tokens by `HS256`.
    ///   - issuerKeys: for users' tokens by `RS256` and `ES256`.
    ///   - serviceKey: for tokens of our services.
    ///   - issuer: the one that users' tokens have to be from; nil takes any.
    ///   - audience: the one that users' tokens have to be for; nil takes any.
    public init(
        userKey: SharedKey? = nil,
        issuerKeys: KeySetCache? = nil,
        serviceKey: SharedKey? = nil,
        issuer: String? = nil,
        audience: String? = nil,
        clock: UnixClock = .system
    ) {
        self.userKey = userKey
        self.issuerKeys = issuerKeys
        self.serviceKey = serviceKey
        rules = TokenRules(issuer: issuer, audience: audience)
        self.clock = clock
    }

    public func verify(_ token: String) async throws(TokenError) -> Principal {
        let header = try TokenHeader(token: token)
        if header.claimedIssuer == ServiceTokens.issuer { return try await verifyService(token, header) }
        let keys = try await userKeys(header)
        return try rules.principal(try await Self.claims(token, keys), now: clock.now)
    }

    private func verifyService(_ token: String, _ header: TokenHeader) async throws(TokenError) -> Principal {
        guard let serviceKey, header.algorithm == "HS256" else { throw Self.refused(header) }
        let claims = try await Self.claims(token, await serviceKey.collection())
        let principal = try TokenRules(issuer: ServiceTokens.issuer).principal(claims, now: clock.now)
        guard let service = claims.svc, !service.isEmpty else { throw TokenError(.malformed, "The token names no service.") }
        return Principal(userID: principal.userID, isOperator: principal.isOperator, service: service)
    }

    private func userKeys(_ header: TokenHeader) async throws(TokenError) -> JWTKeyCollection {
        switch header.algorithm {
        case "HS256":
            if let userKey { return await userKey.collection() }
        case "RS256", "ES256":
            if let issuerKeys { return try await issuerKeys.key(header.keyID, algorithm: header.algorithm) }
        default: break
        }
        throw Self.refused(header)
    }

    private static func claims(_ token: String, _ keys: JWTKeyCollection) async throws(TokenError) -> TokenClaims {
        do {
            return try await keys.verify(token, as: TokenClaims.self)
        } catch let error as JWTError where error.errorType == .malformedToken {
            throw TokenError(.malformed, "The token lacks a claim, or has one of the wrong kind.")
        } catch {
            throw TokenError(.signature, "The token's signature is not good.")
        }
    }

    private static func refused(_ header: TokenHeader) -> TokenError {
        TokenError(.algorithm, "Tokens signed in this way are not accepted.")
    }
}
