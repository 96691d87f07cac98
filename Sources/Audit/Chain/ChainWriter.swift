public import CoreMetrics
public import ServiceKit
import Synchronization

/// Records events, those of one user in batches: what comes while a write is under way goes into the next one, together.
public final class ChainWriter: Sendable {
    public struct Configuration: Hashable, Sendable {
        /// Events in one write.
        public var batch: Int
        /// And their size, so that no value comes near the sidecar's limit of 4 MiB.
        public var batchBytes: Int

        public init(batch: Int = 100, batchBytes: Int = 1_048_576) {
            self.batch = batch
            self.batchBytes = batchBytes
        }
    }

    private struct Waiting {
        let content: AuditContent
        let continuation: CheckedContinuation<Result<Void, AuditError>, Never>
    }

    private struct Metrics {
        let entries: Counter
        let repeats: Counter
        let conflicts: Counter
        let commits: Timer
        let batches: Recorder
    }

    /// Present while somebody writes to the chain.
    private let queues = Mutex<[ChainName: [Waiting]]>([:])
    private let commit: ChainCommit
    private let configuration: Configuration
    private let metrics: Metrics
    let directory: UserDirectory

    /// - Parameter now: milliseconds since 1970.
    public convenience init(
        _ chains: AuditChains,
        configuration: Configuration = .init(),
        metricsFactory: any MetricsFactory = MetricsSystem.factory,
        now: @escaping @Sendable () -> Int64 = { UTCTimestamp.now() }
    ) {
        self.init(chains, limits: .init(), configuration: configuration, metricsFactory: metricsFactory, now: now)
    }

    init(
        _ chains: AuditChains,
        limits: OpenSegment.Limits,
        configuration: Configuration = .init(),
        metricsFactory: any MetricsFactory = MetricsSystem.factory,
        now: @escaping @Sendable () -> Int64
    ) {
        self.configuration = configuration
        directory = UserDirectory(chains)
        let conflicts = Counter(label: "punctual_audit_conflicts_total", factory: metricsFactory)
        commit = ChainCommit(
            chains: chains,
            directory: directory,
            recorded: RecordedEvents(chains),
            limits: limits,
            now: now,
            onConflict: { conflicts.increment() }
        )
        metrics = Metrics(
            entries: Counter(label: "punctual_audit_entries_total", factory: metricsFactory),
            repeats: Counter(label: "punctual_audit_repeats_total", factory: metricsFactory),
            conflicts: conflicts,
            commits: Timer(label: "punctual_audit_commit_seconds", factory: metricsFactory),
            batches: Recorder(label: "punctual_audit_batch_entries", factory: metricsFactory)
        )
    }

    /// Returns when the event has an entry, of this call or of an earlier one.
    public func append(_ content: AuditContent, to chain: ChainName) async throws(AuditError) {
        let result = await withCheckedContinuation { (continuation: CheckedContinuation<Result<Void, AuditError>, Never>) in
            let isFirst = queues.withLock { queues in
                let isFirst = queues[chain] == nil
                queues[chain, default: []].append(Waiting(content: content, continuation: continuation))
                return isFirst
            }
            // A task of its own, since it writes for whoever comes meanwhile.
            if isFirst { Task { await drain(chain) } }
        }
        try result.get()
    }

    private func drain(_ chain: ChainName) async {
        while let batch = take(chain) {
            let started = ContinuousClock.now
            let result: Result<Void, AuditError>
            do throws(AuditError) {
                let added = try await commit.run(batch.map(\.content), chain)
                metrics.entries.increment(by: added)
                metrics.repeats.increment(by: max(batch.count - added, 0))
                metrics.batches.record(batch.count)
                metrics.commits.recordNanoseconds((ContinuousClock.now - started).nanosecondCount)
                result = .success(())
            } catch {
                result = .failure(error)
            }
            for waiting in batch { waiting.continuation.resume(returning: result) }
        }
    }

    /// The next batch; nil when nobody waits, and then the chain is free.
    private func take(_ chain: ChainName) -> [Waiting]? {
        queues.withLock { queues in
            guard let waiting = queues[chain], !waiting.isEmpty else {
                queues[chain] = nil
                return nil
            }
            var bytes = 0
            let batch = waiting.prefix(configuration.batch).prefix { waiting in
                defer { bytes += waiting.content.approximateBytes }
                return bytes < configuration.batchBytes
            }
            queues[chain] = Array(waiting.dropFirst(batch.count))
            return Array(batch)
        }
    }
}

extension Duration {
    fileprivate var nanosecondCount: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
