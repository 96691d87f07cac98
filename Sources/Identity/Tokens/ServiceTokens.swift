/// Makes the tokens with which one service of ours calls another on a user's behalf. They live for a minute.
public struct ServiceTokens: Sendable {
    /// What the issuer is called.
    public static let issuer = "punctual-services"
    static let lifetime = 60.0

    private let key: SharedKey
    private let service: String
    private let clock: UnixClock

    /// - Parameter service: the app-id of the calling service.
    public init(key: SharedKey, service: String, clock: UnixClock = .system) {
        self.key = key
        self.service = service
        self.clock = clock
    }

    public func mint(for userID: String, isOperator: Bool = false) async throws(TokenError) -> String {
        let now = Double(clock.now)
        return try await key.sign(
            TokenClaims(
                sub: userID,
                exp: now + Self.lifetime,
                iat: now,
                iss: Self.issuer,
                role: isOperator ? "operator" : nil,
                svc: service
            )
        )
    }

    /// The field that bears such a token.
    public func authorization(for userID: String, isOperator: Bool = false) async throws(TokenError) -> (name: String, value: String) {
        ("Authorization", "Bearer \(try await mint(for: userID, isOperator: isOperator))")
    }
}
