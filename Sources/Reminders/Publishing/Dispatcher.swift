import CoreMetrics
import Logging
import Synchronization
import Traces

/// Fires what was claimed: publishes in bulk by topic, and settles every claim by what became of its event.
final class Dispatcher: Sendable {
    /// How to fire while nothing is known to get through.
    struct Probe: Sendable {
        /// The claims are as many as could be taken: there may be more behind them.
        var isFull: Bool
        /// So many of each topic are tried first.
        static let size = 16
        /// For so long a topic that takes nothing lets others go first.
        static let stepAside = Duration.seconds(5)
    }

    struct Configuration: Sendable {
        var policy = PublishPolicy()
        /// Events in one bulk publish.
        var bulkSize = 250
        /// A claim whose lease ends sooner than this is not begun any more. Half of it is kept for settling.
        var leaseMargin: Duration = .seconds(1)
        /// How long fired reminders are kept.
        var retention: Duration = .seconds(86_400)
    }

    private let store: any ReminderStore
    private let publisher: any EventPublisher
    private let clock: any WallClock
    let configuration: Configuration
    private let memo = FiredMemo()
    private let topics = Mutex(TopicHealth())
    private let metrics: EngineMetrics
    private let tracer: Tracer
    private let logger: Logger

    init(
        store: any ReminderStore,
        publisher: any EventPublisher,
        clock: any WallClock,
        configuration: Configuration,
        metrics: EngineMetrics,
        tracer: Tracer,
        logger: Logger
    ) {
        self.store = store
        self.publisher = publisher
        self.clock = clock
        self.configuration = configuration
        self.metrics = metrics
        self.tracer = tracer
        self.logger = logger
    }

    /// Publishes and settles claims. Returns when the ledger knows what became of them, or cannot be told.
    ///
    /// - Parameter probe: nothing got through lately. A few of each topic are tried, and the others only after these.
    func fire(_ claims: [Claim], by carrier: Carrier, probe: Probe? = nil) async -> DispatchReport {
        var report = DispatchReport()
        var byTopic: [String: [Claim]] = [:]
        var known: [Settlement] = []
        for claim in claims {
            if let firedAt = memo.firedAt(claim.reminder.eventID) {
                known.append(Settlement(claim: claim, outcome: .fired, reminder: fired(claim.reminder, at: firedAt, by: carrier)))
            } else {
                byTopic[claim.reminder.topic, default: []].append(claim)
            }
        }
        if !known.isEmpty {
            let outcomes = [PublishOutcome](repeating: .published, count: known.count)
            report = report + (await settle(known, outcomes: outcomes))
        }
        for (topic, claims) in byTopic {
            var rest = claims[...]
            if let probe {
                let tried = await publish(rest.prefix(Probe.size), to: topic, by: carrier)
                rest = rest.dropFirst(Probe.size)
                report = report + tried
                guard tried.published > 0 else {
                    // What fills the whole batch hides what is behind it.
                    let isHiding = probe.isFull && byTopic.count == 1
                    report = report + (await putBack(rest, aside: isHiding ? Probe.stepAside : nil))
                    continue
                }
            }
            while !rest.isEmpty {
                report = report + (await publish(rest.prefix(configuration.bulkSize), to: topic, by: carrier))
                rest = rest.dropFirst(configuration.bulkSize)
            }
        }
        return report
    }

    /// Publishes what came by a trigger while the ledger is away, and remembers it.
    func fireUnrecorded(_ reminder: Reminder) async -> PublishOutcome {
        if memo.firedAt(reminder.eventID) != nil { return .published }
        let now = clock.now
        let spans = FiringSpans([reminder], tracer: tracer)
        let fired = fired(reminder, at: now, by: .jobs)
        let event = ReminderEvent(kind: .triggered, reminder: fired, timestamp: now, traceparent: spans.traceparent(0))
        let outcomes = await publisher.publish([event], to: reminder.topic, within: .seconds(5))
        let outcome = outcomes.first ?? .failed(PublishFailure(.unavailable, "no answer"))
        spans.published([outcome], to: reminder.topic)
        spans.settled([fired])
        if outcome == .published {
            memo.remember(reminder.eventID, firedAt: now)
            metrics.fired(event)
        }
        return outcome
    }

    private func publish(_ chunk: ArraySlice<Claim>, to topic: String, by carrier: Carrier) async -> DispatchReport {
        let now = clock.now
        // Asked for each chunk: those before it took their time.
        let claims = chunk.filter { $0.leaseEnds - now >= configuration.leaseMargin }
        var lapsed = DispatchReport(lapsed: chunk.count - claims.count)
        if lapsed.lapsed > 0 { lapsed = lapsed + (await putBack(chunk.filter { $0.leaseEnds - now < configuration.leaseMargin }[...])) }
        guard let leaseEnds = claims.lazy.map(\.leaseEnds).min() else { return lapsed }
        let spans = FiringSpans(claims.lazy.map(\.reminder), tracer: tracer)
        let events = claims.enumerated().map { place, claim in
            let reminder = fired(claim.reminder, at: now, by: carrier)
            return ReminderEvent(kind: .triggered, reminder: reminder, timestamp: now, traceparent: spans.traceparent(place))
        }
        let outcomes = await publisher.publish(events, to: topic, within: leaseEnds - now - configuration.leaseMargin / 2)
        spans.published(outcomes, to: topic)
        let settledAt = clock.now
        let health = observe(topic, outcomes, now: settledAt)
        let policy = configuration.policy
        let settlements = zip(zip(claims, events), outcomes).map { pair, outcome in
            let retry = health.retry(pair.0.reminder, now: settledAt, policy: policy)
            return policy.settlement(of: pair.0, event: pair.1, outcome: outcome, unavailableRetry: retry, now: settledAt)
        }
        for (event, outcome) in zip(events, outcomes) {
            switch outcome {
            case .published: metrics.fired(event)
            case .failed(let failure): metrics.publishFailed(failure)
            }
        }
        let report = await settle(settlements, outcomes: outcomes)
        spans.settled(events.lazy.map(\.reminder))
        return lapsed + report
    }

    private func observe(_ topic: String, _ outcomes: [PublishOutcome], now: Timestamp) -> TopicHealth {
        topics.withLock { topics in
            if outcomes.contains(.published) {
                topics.succeeded(topic, at: now)
            } else if outcomes.contains(where: { if case .failed(let failure) = $0 { failure.code == .unavailable } else { false } }) {
                topics.failed(topic, at: now)
            }
            return topics
        }
    }

    private func settle(_ settlements: [Settlement], outcomes: [PublishOutcome]) async -> DispatchReport {
        var report = DispatchReport()
        for (settlement, outcome) in zip(settlements, outcomes) {
            if case .retry(let at) = settlement.outcome { report.retryAt = min(report.retryAt ?? at, at) }
            switch outcome {
            case .published: report.published += 1
            case .failed(let failure) where failure.code == .unavailable: report.unavailable += 1
            case .failed(let failure):
                report.refused += 1
                logRefusal(settlement, failure)
            }
        }
        do {
            let settled = try await store.settle(settlements, forgetAt: clock.now + configuration.retention)
            for (settlement, isSettled) in zip(settlements, settled) {
                if !isSettled { metrics.leasesLost.increment() }
                guard settlement.outcome == .fired else { continue }
                if isSettled {
                    memo.forget(settlement.reminder.eventID)
                } else {
                    // Taken over meanwhile: should it come back to this process, it is out already.
                    remember(settlement.reminder)
                }
            }
        } catch {
            logger.error(
                "The ledger could not be told what fired",
                metadata: ["error": "\(error.message)", "count": "\(settlements.count)"]
            )
            for settlement in settlements where settlement.outcome == .fired {
                remember(settlement.reminder)
                report.unrecorded += 1
            }
        }
        return report
    }

    /// Gives up claims without having tried them: to their place in the order of due times, or a little later.
    private func putBack(_ claims: ArraySlice<Claim>, aside: Duration? = nil) async -> DispatchReport {
        guard !claims.isEmpty else { return DispatchReport() }
        let later = aside.map { clock.now + $0 }
        let settlements = claims.enumerated().map { rank, claim in
            // Apart by a millisecond each, so that they keep their order.
            let at = later.map { $0 + .milliseconds(rank) } ?? claim.reminder.due
            return Settlement(claim: claim, outcome: .retry(at: at), reminder: claim.reminder)
        }
        // Not told, the ledger finds out when the leases end.
        _ = try? await store.settle(settlements, forgetAt: clock.now + configuration.retention)
        return DispatchReport(setAside: aside == nil ? 0 : claims.count, retryAt: later)
    }

    private func remember(_ fired: Reminder) {
        memo.remember(fired.eventID, firedAt: fired.firedAt ?? clock.now)
    }

    private func fired(_ reminder: Reminder, at instant: Timestamp, by carrier: Carrier) -> Reminder {
        var fired = reminder
        fired.state = .fired
        fired.firedAt = instant
        fired.carrier = carrier
        return fired
    }

    private func logRefusal(_ settlement: Settlement, _ failure: PublishFailure) {
        let metadata: Logger.Metadata = [
            "reminder_id": "\(settlement.reminder.id)", "user_id": "\(settlement.reminder.userID)",
            "attempts": "\(settlement.reminder.attempts)", "error": "\(failure.message)",
        ]
        if settlement.outcome == .dead {
            metrics.died.increment()
            logger.error("A reminder ran out of attempts and is dead", metadata: metadata)
        } else {
            logger.warning("A reminder could not be published and is tried again", metadata: metadata)
        }
    }
}
