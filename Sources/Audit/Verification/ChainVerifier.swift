/// Checks a chain, entry by entry in the order in which they are found. Pure.
///
/// What it cannot see: entries taken off the *end* together with a head that was changed to match, and a chain that was rewritten as a whole.
/// Against those only a head helps that was noted elsewhere.
public struct ChainVerifier: Sendable {
    /// Numbers that were passed over, and may still come.
    private struct Gap {
        var numbers: ClosedRange<Int>
        /// The hash of the entry before the gap; nil once that is not known any more.
        var before: String?
    }

    /// The highest number so far, with what that entry claims to hash to.
    public private(set) var head: ChainHead
    public private(set) var entries = 0
    /// At most ``maxFindings``.
    public private(set) var findings: [ChainFinding] = []
    /// All of them.
    public private(set) var findingCount = 0
    private let userID: String?
    private var gaps: [Gap] = []

    /// So many are told; a chain that was replaced altogether has as many as entries.
    public static let maxFindings = 100

    /// - Parameters:
    ///   - userID: whose every entry has to be; nil for the chain of dead letters, which has all users'.
    ///   - start: the last entry before the first one to come.
    public init(userID: String?, after start: ChainHead = .genesis) {
        self.userID = userID
        head = start
    }

    public mutating func take(_ entry: AuditEntry) {
        entries += 1
        if entry.computedHash != entry.hash {
            note(.changed, entry, "its content does not give its hash")
        }
        if let userID, entry.content.userID != userID {
            note(.foreign, entry, "it is an entry of \(entry.content.userID)")
        }
        let expected = head.sequence + 1
        if entry.sequence >= expected {
            if entry.sequence > expected {
                gaps.append(Gap(numbers: expected...(entry.sequence - 1), before: head.hash))
            } else if entry.previousHash != head.hash {
                note(.unlinked, entry, "it does not follow the entry before, or that one is not what it was")
            }
            head = ChainHead(sequence: entry.sequence, hash: entry.hash)
        } else if fill(entry) {
            note(.reordered, entry, "it comes after entry \(head.sequence)")
        } else {
            note(.repeated, entry, "its number has been there before")
        }
    }

    /// A part of the chain that cannot be read. The entries in it will be missing.
    public mutating func note(unreadable detail: String) {
        add(ChainFinding(.unreadable, nil, detail))
    }

    /// To be called once, after the last entry.
    ///
    /// - Parameter end: what the chain claims to end with; nil when nobody says.
    public mutating func finish(_ end: ChainHead?) {
        for gap in gaps {
            add(
                ChainFinding(
                    .missing,
                    gap.numbers.lowerBound,
                    through: gap.numbers.upperBound,
                    gap.numbers.count == 1 ? "it is gone" : "they are gone"
                )
            )
        }
        gaps = []
        guard let end else { return }
        if end.sequence > head.sequence {
            add(ChainFinding(.missing, head.sequence + 1, through: end.sequence, "the end of the chain is gone"))
        } else if end != head {
            add(ChainFinding(.unlinked, head.sequence, "the chain claims to end with entry \(end.sequence), hash \(end.hash)"))
        }
    }

    /// Takes the number of an entry out of the gaps; false when it is in none.
    private mutating func fill(_ entry: AuditEntry) -> Bool {
        guard let index = gaps.firstIndex(where: { $0.numbers.contains(entry.sequence) }) else { return false }
        let gap = gaps.remove(at: index)
        if entry.sequence == gap.numbers.lowerBound, let before = gap.before, entry.previousHash != before {
            note(.unlinked, entry, "it does not follow the entry before, or that one is not what it was")
        }
        if entry.sequence < gap.numbers.upperBound {
            gaps.insert(Gap(numbers: (entry.sequence + 1)...gap.numbers.upperBound, before: entry.hash), at: index)
        }
        if entry.sequence > gap.numbers.lowerBound {
            gaps.insert(Gap(numbers: gap.numbers.lowerBound...(entry.sequence - 1), before: gap.before), at: index)
        }
        return true
    }

    private mutating func note(_ kind: ChainFinding.Kind, _ entry: AuditEntry, _ detail: String) {
        add(ChainFinding(kind, entry.sequence, eventID: entry.content.eventID, detail))
    }

    private mutating func add(_ finding: ChainFinding) {
        findingCount += 1
        if findings.count < Self.maxFindings { findings.append(finding) }
    }
}
