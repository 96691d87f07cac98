import Synchronization

/// Which events a chain has already: looked up backwards, as far as the event's own time goes, since no entry is older than its event.
///
/// That is exact without an index that would have to be written along with each entry. Sealed segments never change, so the ids in them are kept.
final class RecordedEvents: Sendable {
    /// By how much a publisher's clock may be ahead of ours.
    static let clockSkew: Int64 = 60_000
    private static let maxSegments = 1_000

    private struct Place: Hashable {
        let chain: ChainName
        let number: Int
    }

    private struct Known {
        var ids: Set<String>
        /// When the first entry was written down.
        var begins: Int64
    }

    private let chains: AuditChains
    private let known = Mutex<[Place: Known]>([:])

    init(_ chains: AuditChains) {
        self.chains = chains
    }

    /// Those of the events that have an entry.
    func find(_ contents: [AuditContent], in chain: ChainName, _ open: OpenSegment, now: Int64) async throws(AuditError) -> Set<String> {
        var wanted = Set(contents.map(\.eventID))
        var found = wanted.intersection(open.entries.map(\.content.eventID))
        wanted.subtract(found)
        guard !wanted.isEmpty else { return found }
        let oldest = contents.filter { wanted.contains($0.eventID) }.map(\.timestamp).min() ?? now
        let bound = min(oldest, now) - Self.clockSkew
        var begins = open.entries.first?.recordedAt ?? .max
        var number = open.number - 1
        while begins >= bound, number >= open.first, !wanted.isEmpty {
            // Damage is for `verify` to tell; events go on being recorded.
            guard let segment = try await ids(number, of: chain) else { break }
            found.formUnion(wanted.intersection(segment.ids))
            wanted.subtract(segment.ids)
            begins = segment.begins
            number -= 1
        }
        return found
    }

    private func ids(_ number: Int, of chain: ChainName) async throws(AuditError) -> Known? {
        let place = Place(chain: chain, number: number)
        if let cached = known.withLock({ $0[place] }) { return cached }
        guard case .segment(let segment) = try await chains.segment(number, of: chain) else { return nil }
        let read = Known(ids: Set(segment.entries.map(\.content.eventID)), begins: segment.entries.first?.recordedAt ?? .max)
        known.withLock { known in
            if known.count >= Self.maxSegments { known.removeAll(keepingCapacity: true) }
            known[place] = read
        }
        return read
    }
}
