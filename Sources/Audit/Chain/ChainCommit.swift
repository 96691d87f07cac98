import Dapr
import JSON
import ServiceKit

/// Adds a batch of events to a chain, whoever else does the same.
struct ChainCommit: Sendable {
    /// A writer that finds the chain changed so often gives up. Each time somebody else got on.
    static let maxRounds = 40

    let chains: AuditChains
    let directory: UserDirectory
    let recorded: RecordedEvents
    let limits: OpenSegment.Limits
    /// Milliseconds since 1970.
    let now: @Sendable () -> Int64
    /// Called each time another writer was faster.
    let onConflict: @Sendable () -> Void

    /// - Returns: how many of the events are new. After an error some, all or none have been written; trying again adds no second entry.
    func run(_ contents: [AuditContent], _ chain: ChainName) async throws(AuditError) -> Int {
        var added = 0
        for round in 0..<Self.maxRounds {
            if round > 0 {
                onConflict()
                try? await Task.sleep(for: .milliseconds(Int.random(in: 1...(4 * min(round, 8)))))
            }
            let found = try await chains.open(chain)
            if found == nil, case .user(let id) = chain { try await directory.add(id) }
            let open = found?.segment ?? OpenSegment()
            let known = try await recorded.find(contents, in: chain, open, now: now())
            let new = Self.new(contents, known)
            // After a write whose answer was lost they turn out to be there.
            guard !new.isEmpty else { return added }
            added = new.count
            var next = open
            if let etag = found?.etag, open.isFull(limits) {
                guard try await seal(open, etag, chain) else { continue }
                next = open.next
            }
            if try await chains.write(next.appending(new, now: now()), to: chain, over: found?.etag) { return added }
        }
        throw AuditError(.contended, "too many writers at one chain")
    }

    private static func new(_ contents: [AuditContent], _ known: Set<String>) -> [AuditContent] {
        var seen = known
        return contents.filter { seen.insert($0.eventID).inserted }
    }

    /// Writes the sealed segment, before the chain moves on from it. Another writer may have done the same, or have died after it; and one with other
    /// limits may have sealed less. False when the chain has been changed.
    private func seal(_ open: OpenSegment, _ etag: String, _ chain: ChainName) async throws(AuditError) -> Bool {
        let key = chain.key(ofSegment: open.number)
        if try await chains.write(RawJSON(open.sealed), key, .ifAbsent) { return true }
        guard let found = try await chains.read(key), let version = found.etag else { return false }
        if let segment: SealedSegment = try? found.decode(), segment == open.sealed { return true }
        // Read in this order: as long as the open segment is unchanged, nothing newer than it can be under the version just seen.
        guard try await chains.open(chain)?.etag == etag else { return false }
        return try await chains.write(RawJSON(open.sealed), key, .ifMatch(version))
    }
}
