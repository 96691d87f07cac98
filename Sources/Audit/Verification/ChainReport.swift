public import JSON

/// What the verification of one chain found.
public struct ChainReport: Hashable, Sendable {
    /// Nil for the chain of dead letters.
    public var userID: String?
    /// How many entries were looked at.
    public var entries: Int
    /// What the chain ends with: to be noted elsewhere by whoever wants to see later that nothing before was changed.
    public var head: ChainHead
    /// The last entry that retention has cut off.
    public var cut: ChainHead?
    /// The first hundred.
    public var findings: [ChainFinding]
    public var findingCount: Int

    public init(userID: String?, cut: ChainHead?, _ verifier: ChainVerifier) {
        self.userID = userID
        self.cut = cut
        entries = verifier.entries
        head = verifier.head
        findings = verifier.findings
        findingCount = verifier.findingCount
    }

    public var isGood: Bool { findingCount == 0 }
}

extension ChainReport: JSONEncodable, JSONDecodable {
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("user_id", ifPresent: userID)
            writer.member("verified", isGood)
            writer.member("entries", entries)
            writer.member("head", head)
            writer.member("cut", ifPresent: cut)
            writer.member("finding_count", findingCount)
            writer.member("findings", findings)
        }
    }

    public init(from reader: inout JSONReader) throws(JSONError) {
        var report = ChainReport(userID: nil, cut: nil, ChainVerifier(userID: nil))
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "user_id": report.userID = try reader.string()
            case "entries": report.entries = try reader.int()
            case "head": report.head = try ChainHead(from: &reader)
            case "cut": report.cut = try ChainHead(from: &reader)
            case "finding_count": report.findingCount = try reader.int()
            case "findings": report.findings = try [ChainFinding](from: &reader)
            default: break
            }
        }
        self = report
    }
}
