import JSON

/// A user's chain as lines of JSON, a segment at a time.
struct ChainExport: Sendable {
    private let chains: AuditChains
    private let userID: String
    /// Nil before the first piece.
    private var open: OpenSegment?
    private var number = 0
    private var isOver = false

    init(_ chains: AuditChains, userID: String) {
        self.chains = chains
        self.userID = userID
    }

    /// The next piece, of whole lines; nil at the end.
    mutating func next() async throws(AuditError) -> [UInt8]? {
        if isOver { return nil }
        guard let open else { return try await begin() }
        if number < open.number {
            defer { number += 1 }
            // A segment that is gone or broken leaves a gap, which whoever verifies the file finds.
            guard case .segment(let segment) = try await chains.segment(number, of: .user(userID)) else { return [] }
            return Self.text(segment.entries.map(ExportLine.entry))
        }
        isOver = true
        return Self.text(open.entries.map(ExportLine.entry) + [.end(userID: userID, open.head)])
    }

    private mutating func begin() async throws(AuditError) -> [UInt8]? {
        guard let found = try await chains.open(.user(userID))?.segment else {
            isOver = true
            return nil
        }
        open = found
        number = found.first
        return Self.text([.begin(userID: userID, after: found.cut?.head ?? .genesis)])
    }

    private static func text(_ lines: [ExportLine]) -> [UInt8] {
        lines.flatMap { JSONWriter.encode($0) + [UInt8(ascii: "\n")] }
    }
}
