/// What the claims of a token have to be, its signature being good.
struct TokenRules: Hashable {
    /// Seconds by which the issuer's clock may differ from ours.
    static let leeway = 5.0

    /// Nil takes any.
    var issuer: String?
    /// Nil takes any; otherwise the token has to name it (RFC 7519, section 4.1.3).
    var audience: String?

    /// - Parameter now: seconds since 1970.
    func principal(_ claims: TokenClaims, now: Int64) throws(TokenError) -> Principal {
        let now = Double(now)
        guard claims.exp > now - Self.leeway else { throw TokenError(.expired, "The token has expired.") }
        if let start = claims.nbf, start > now + Self.leeway { throw TokenError(.notYetValid, "The token is not valid yet.") }
        if let issuer, claims.iss != issuer { throw TokenError(.issuer, "The token is from another issuer.") }
        if let audience, claims.aud?.includes(audience) != true { throw TokenError(.issuer, "The token is for another audience.") }
        guard Principal.isUsable(claims.sub) else { throw TokenError(.malformed, "The token's subject cannot be a user.") }
        return Principal(userID: claims.sub, isOperator: claims.role == "operator")
    }
}
