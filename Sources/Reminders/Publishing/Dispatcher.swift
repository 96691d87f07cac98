import CoreMetrics
import Logging
import Synchronization
import Traces

/// Fires what was claimed: publishes in bulk by topic, and settles every claim by what became of its event.
final class Dispatcher: Sendable {
    struct Configuration: Sendable {
        var policy = PublishPolicy()
        /// Events in one bulk publish.
        var bulkSize = 250
        /// A claim whose lease ends sooner than this is left to whoever takes it over.
        var leaseMargin: Duration = .milliseconds(500)
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
    func fire(_ claims: [Claim], by carrier: Carrier) async -> DispatchReport {
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
            for start in stride(from: 0, to: claims.count, by: configuration.bulkSize) {
                let chunk = Array(claims[start..<min(start + configuration.bulkSize, claims.count)])
                report = report + (await publish(chunk, to: topic, by: carrier))
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
        let outcome = await publisher.publish([event], to: reminder.topic).first ?? .failed(PublishFailure(.unavailable, "no answer"))
        spans.published([outcome], to: reminder.topic)
        spans.settled([fired])
        if outcome == .published {
            memo.remember(reminder.eventID, firedAt: now)
            metrics.fired(event)
        }
        return outcome
    }

    private func publish(_ chunk: [Claim], to topic: String, by carrier: Carrier) async -> DispatchReport {
        let now = clock.now
        // Asked for each chunk: those before it took their time. What is not published here is taken over when its lease ends.
        let claims = chunk.filter { $0.leaseEnds - now >= configuration.leaseMargin }
        let lapsed = DispatchReport(lapsed: chunk.count - claims.count)
        guard !claims.isEmpty else { return lapsed }
        let spans = FiringSpans(claims.lazy.map(\.reminder), tracer: tracer)
        let events = claims.enumerated().map { place, claim in
            let reminder = fired(claim.reminder, at: now, by: carrier)
            return ReminderEvent(kind: .triggered, reminder: reminder, timestamp: now, traceparent: spans.traceparent(place))
        }
        let outcomes = await publisher.publish(events, to: topic)
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
                if settlement.outcome == .fired { memo.forget(settlement.reminder.eventID) }
                if !isSettled { metrics.leasesLost.increment() }
            }
        } catch {
            logger.error(
                "The ledger could not be told what fired",
                metadata: ["error": "\(error.message)", "count": "\(settlements.count)"]
            )
            for settlement in settlements where settlement.outcome == .fired {
                memo.remember(settlement.reminder.eventID, firedAt: settlement.reminder.firedAt ?? clock.now)
                report.unrecorded += 1
            }
        }
        return report
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
