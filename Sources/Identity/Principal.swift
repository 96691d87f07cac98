/// On whose behalf a request is made.
public struct Principal: Hashable, Sendable {
    /// The subject of the token: 1 to 128 characters, none of them a control character.
    public let userID: String
    /// May see what belongs to others.
    public let isOperator: Bool
    /// The app-id of the service of ours that calls on the user's behalf; nil when it is the user.
    public let service: String?

    public init(userID: String, isOperator: Bool = false, service: String? = nil) {
        self.userID = userID
        self.isOperator = isOperator
        self.service = service
    }

    /// Whether a token may have such a subject: it becomes part of keys, and of the engine's `user_id`.
    static func isUsable(_ userID: String) -> Bool {
        (1...128).contains(userID.unicodeScalars.count)
            && userID.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }
    }
}
