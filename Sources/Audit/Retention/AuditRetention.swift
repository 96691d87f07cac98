import Dapr
import JSON
public import Logging
public import ServiceKit

/// Takes what is older than the retention off the beginning of the chains. The last entry that goes is noted in the chain first, so that what
/// stays can still be verified; only then are segments deleted. Killed in between, the next run goes on where this one ended.
public struct AuditRetention: Sendable {
    private let reader: AuditReader
    private let keep: Duration
    private let now: @Sendable () -> Int64
    private let logger: Logger

    /// - Parameters:
    ///   - keep: how long entries are kept, from when they were written down.
    ///   - now: milliseconds since 1970.
    public init(
        _ reader: AuditReader,
        keep: Duration,
        now: @escaping @Sendable () -> Int64 = { UTCTimestamp.now() },
        logger: Logger
    ) {
        self.reader = reader
        self.keep = keep
        self.now = now
        self.logger = logger
    }

    /// One round through all chains. A chain that cannot be cut now is left for the next round.
    public func run() async throws(AuditError) {
        let limit = now() - keep.components.seconds * 1_000
        for chain in try await reader.directory.all().map(ChainName.user) + [.deadLetters] {
            do throws(AuditError) {
                try await cut(chain, before: limit)
            } catch {
                logger.warning("A chain was not cut", metadata: ["chain": "\(chain)", "error": "\(error)"])
            }
        }
    }

    private var chains: AuditChains { reader.chains }

    private func cut(_ chain: ChainName, before limit: Int64) async throws(AuditError) {
        guard let (open, etag) = try await chains.open(chain) else { return }
        var (first, head) = (open.first, open.cut?.head ?? .genesis)
        // A chain that is damaged here is left as it is, for whoever looks into it.
        while first < open.number, case .segment(let segment) = try await chains.segment(first, of: chain),
            let last = segment.entries.last, last.recordedAt < limit
        {
            head = ChainHead(sequence: last.sequence, hash: last.hash)
            first += 1
        }
        var next = open
        if first == open.number, let last = open.entries.last, last.recordedAt < limit {
            next = open.next
            head = open.head
            first = next.number
        }
        if first > open.first {
            next.cut = ChainCut(first: first, swept: open.cut?.swept ?? 0, head: head)
            guard try await chains.write(next, to: chain, over: etag) else { return }
            logger.info("A chain was cut", metadata: ["chain": "\(chain)", "through_entry": "\(head.sequence)"])
        }
        try await sweep(chain)
    }

    /// Deletes the segments before the first one that is left.
    private func sweep(_ chain: ChainName) async throws(AuditError) {
        guard let (open, etag) = try await chains.open(chain), let cut = open.cut, cut.swept < cut.first else { return }
        for number in cut.swept..<cut.first {
            do throws(DaprError) {
                try await chains.state.delete(chain.key(ofSegment: number), condition: .none)
            } catch {
                throw AuditError(error)
            }
        }
        var next = open
        next.cut?.swept = cut.first
        // If the chain has been changed meanwhile, they are deleted once more next time.
        _ = try await chains.write(next, to: chain, over: etag)
    }
}
