/// Makes tokens for users. For development and tests: in production they come from whoever the users log in with.
public struct UserTokens: Sendable {
    private let key: SharedKey
    private let clock: UnixClock

    public init(key: SharedKey, clock: UnixClock = .system) {
        self.key = key
        self.clock = clock
    }

    /// - Parameter lifetime: rounded to seconds.
    public func mint(
        for userID: String,
        isOperator: Bool = false,
        lifetime: Duration = .seconds(86_400)
    ) async throws(TokenError) -> String {
        guard Principal.isUsable(userID) else { throw TokenError(.signing, "\"\(userID)\" cannot be a user.") }
        let now = Double(clock.now)
        let expiry = now + Double(lifetime.components.seconds)
        return try await key.sign(TokenClaims(sub: userID, exp: expiry, iat: now, role: isOperator ? "operator" : nil))
    }
}
