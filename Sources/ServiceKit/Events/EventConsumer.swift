public import CoreMetrics
public import Logging
public import Traces

/// Handles events, each exactly once as far as its handler's effect allows: decodes the delivery, claims the event among all replicas, runs
/// the handler within its time, and answers in the words that the sidecar understands. See `docs/consumers.md`.
///
/// ```swift
/// let consumer = EventConsumer("audit", claims: DaprEventClaims(state))
/// consumer.route("/handle-event", topic: "task-events", on: router, appToken: token) { delivery in
///     try await chain.append(delivery.event)
/// }
/// ```
public struct EventConsumer: Sendable {
    public struct Configuration: Hashable, Sendable {
        /// How long a handler may run. Dapr's pubsub.redis brings an event again after 60 s, whether it is being handled or not (`processingTimeout`).
        public var deadline: Duration
        /// After which others may take over an event whose handler has not ended. The handler's time always ends before.
        public var lease: Duration
        /// Of a delivery's body. More is no event of this system.
        public var maxBody: Int

        public init(deadline: Duration = .seconds(10), lease: Duration = .seconds(20), maxBody: Int = 1_048_576) {
            self.deadline = deadline
            self.lease = lease
            self.maxBody = maxBody
        }
    }

    /// Makes an envelope of a delivery's body.
    public typealias Decoder = @Sendable ([UInt8]) throws(EventRejected) -> EventEnvelope

    public let name: String
    let configuration: Configuration
    let tracer: Tracer
    private let claims: any EventClaims
    private let metrics: EventMetrics
    private let now: @Sendable () -> Int64
    private let sleep: @Sendable (Duration) async throws -> Void

    /// - Parameters:
    ///   - name: what the claims are kept under. It belongs to the consumer and not to the process: all replicas share it, no other consumer does.
    ///   - now: milliseconds since 1970.
    ///   - sleep: what the handler's time is measured by.
    public init(
        _ name: String,
        claims: any EventClaims,
        configuration: Configuration = .init(),
        metricsFactory: any MetricsFactory = MetricsSystem.factory,
        tracer: Tracer = .off,
        now: @escaping @Sendable () -> Int64 = { UTCTimestamp.now() },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.name = name
        self.claims = claims
        self.configuration = configuration
        self.tracer = tracer
        self.now = now
        self.sleep = sleep
        metrics = EventMetrics(factory: metricsFactory)
    }

    /// Handles one delivery. Does not throw: every failure is an outcome.
    ///
    /// - Parameters:
    ///   - topic: for the metrics, and so not taken from the delivery.
    ///   - correlation: of the request that brought it; nil begins a new trace unless the event has one.
    public func handle(
        _ body: [UInt8],
        topic: String,
        correlation: Correlation? = nil,
        logger: Logger,
        decoder: Decoder = { (bytes) throws(EventRejected) in try EventEnvelope(delivery: bytes) },
        _ handler: @escaping EventHandler
    ) async -> EventOutcome {
        let started = ContinuousClock.now
        let event: EventEnvelope
        do throws(EventRejected) {
            event = try decoder(body)
        } catch {
            logger.error("An event that cannot be read is dropped", metadata: ["reason": "\(error)", "topic": "\(topic)"])
            return count(.malformed, topic)
        }
        let origin = EventOrigin(event, correlation)
        let trace = origin.parent.map { tracer.child(of: $0) } ?? tracer.context(of: nil)
        let begun = tracer.now
        var logger = logger
        logger[metadataKey: "event_id"] = "\(event.eventID)"
        logger[metadataKey: "user_id"] = "\(event.userID)"
        logger[metadataKey: "correlation_id"] = "\(origin.correlationID ?? trace.traceID.description)"
        let outcome = await TraceContext.$current.withValue(trace) { await handle(event, trace, logger, handler) }
        tracer.record(
            "consume \(event.eventType)",
            kind: .consumer,
            trace,
            under: origin.parent,
            since: begun,
            tags: ["event_id": event.eventID, "consumer": name, "outcome": outcome.rawValue]
        )
        metrics.took(ContinuousClock.now - started, topic)
        if outcome == .handled || outcome == .unmarked { metrics.age(.milliseconds(now() - event.timestamp), topic) }
        return count(outcome, topic)
    }

    /// Counts a delivery that came to nothing before there was an event.
    func count(_ outcome: EventOutcome, _ topic: String) -> EventOutcome {
        metrics.count(outcome, topic)
        return outcome
    }

    private func handle(_ event: EventEnvelope, _ trace: TraceContext, _ logger: Logger, _ handler: @escaping EventHandler) async
        -> EventOutcome
    {
        let started = ContinuousClock.now
        let claim: EventClaim
        do throws(EventClaimError) {
            switch try await claims.claim(EventKey(consumer: name, eventID: event.eventID), lease: configuration.lease) {
            case .claimed(let made): claim = made
            case .done: return .duplicate
            case .held(let rest):
                logger.info("Another delivery of the event is being handled", metadata: ["for_at_most": "\(rest)"])
                return .held
            }
        } catch {
            logger.warning("The event cannot be claimed", metadata: ["error": "\(error)"])
            return .unavailable
        }
        if claim.isTakeover { logger.notice("An event whose handling did not end is taken over") }
        let delivery = EventDelivery(event: event, isTakeover: claim.isTakeover, trace: trace, logger: logger)
        let run = EventRun(claims: claims, claim: claim, delivery: delivery, sleep: sleep)
        // What claiming took is gone from the lease.
        let limit = min(configuration.deadline, configuration.lease - (ContinuousClock.now - started))
        return await run.outcome(of: handler, within: limit)
    }
}
