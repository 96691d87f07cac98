/// One link of a chain.
public struct AuditEntry: Hashable, Sendable {
    /// 1 for the first entry of the chain, and one more for each that follows.
    public var sequence: Int
    /// When it was written down, in milliseconds since 1970; never before the entry that it follows.
    public var recordedAt: Int64
    public var content: AuditContent
    /// The hash of the entry before, or ``genesis``.
    public var previousHash: String
    /// What the entry claims to hash to; see ``computedHash``.
    public var hash: String

    public init(sequence: Int, recordedAt: Int64, content: AuditContent, previousHash: String, hash: String) {
        self.sequence = sequence
        self.recordedAt = recordedAt
        self.content = content
        self.previousHash = previousHash
        self.hash = hash
    }

    /// The entry that follows `head`, hashed.
    init(following head: ChainHead, recordedAt: Int64, content: AuditContent) {
        self.init(sequence: head.sequence + 1, recordedAt: recordedAt, content: content, previousHash: head.hash, hash: "")
        hash = computedHash
    }

    /// What the first entry of a chain follows.
    public static let genesis = String(repeating: "0", count: 64)
}

/// The end of a chain: with it, nothing before can be changed unnoticed.
public struct ChainHead: Hashable, Sendable {
    public var sequence: Int
    public var hash: String

    public init(sequence: Int, hash: String) {
        self.sequence = sequence
        self.hash = hash
    }

    /// Of a chain without entries.
    public static let genesis = ChainHead(sequence: 0, hash: AuditEntry.genesis)
}
