/// The segment of a chain that still grows, and all there is to know about the chain: its end, and what was cut off its beginning. Pure.
///
/// A chain is a row of sealed segments, numbered without gaps and never changed, and this one. It changes only by a write that depends on its
/// version, so that of several writers each builds on what the others wrote, or tries again.
struct OpenSegment: Hashable, Sendable {
    /// The number that it will bear when it is sealed.
    var number = 0
    var entries: [AuditEntry] = []
    /// About the size of the entries.
    var bytes = 0
    /// The last entry of the chain, whether it is in here or before.
    var head = ChainHead.genesis
    var cut: ChainCut?

    struct Limits: Hashable, Sendable {
        /// A segment with as many entries or bytes is sealed before the next entry.
        var entries = 40
        var bytes = 256 * 1_024
    }

    func isFull(_ limits: Limits) -> Bool {
        entries.count >= limits.entries || bytes >= limits.bytes
    }

    /// The first segment that is still there.
    var first: Int { cut?.first ?? 0 }

    /// An empty segment after this one.
    var next: OpenSegment {
        OpenSegment(number: number + 1, head: head, cut: cut)
    }

    /// Adds an entry for each content. Time does not run backwards within a chain, whatever the clocks of its writers.
    func appending(_ contents: [AuditContent], now: Int64) -> OpenSegment {
        var segment = self
        let recordedAt = max(now, entries.last?.recordedAt ?? now)
        for content in contents {
            let entry = AuditEntry(following: segment.head, recordedAt: recordedAt, content: content)
            segment.head = ChainHead(sequence: entry.sequence, hash: entry.hash)
            segment.bytes += content.approximateBytes
            segment.entries.append(entry)
        }
        return segment
    }

    var sealed: SealedSegment { SealedSegment(number: number, entries: entries) }
}

/// A segment that never changes any more.
struct SealedSegment: Hashable, Sendable {
    var number: Int
    var entries: [AuditEntry]
}

/// What retention has taken off the beginning of a chain.
public struct ChainCut: Hashable, Sendable {
    /// The first segment that is left.
    var first: Int
    /// Segments before this one have been deleted for certain.
    var swept: Int
    /// The last entry that was cut off: the first one left follows it.
    public var head: ChainHead
}
