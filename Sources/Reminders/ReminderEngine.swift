public import CoreMetrics
public import Logging
public import ServiceLifecycle
public import Traces

/// The engine put together: the parts that callers talk to, and the loops that a process runs.
public final class ReminderEngine: Sendable {
    public struct Configuration: Sendable {
        /// How long the Jobs API is left to fire what it has, before the sweeper steps in.
        public var jobsGrace: Duration = .seconds(2)
        /// Reminders due sooner than this are not handed to the Jobs API.
        public var handoffLead: Duration = .seconds(2)
        /// Handovers at a time.
        public var handoffConcurrency = 48
        /// For how long a replica may be busy firing something before another one takes it over.
        public var lease: Duration = .seconds(4)
        /// How long finished reminders can be looked up.
        public var retention: Duration = .seconds(86_400)
        public var publishing = PublishPolicy()
        public var mode = ModeController.Configuration()

        public init() {}
    }

    public let scheduler: Scheduler
    public let triggers: JobTriggers
    public let sweeper: Sweeper
    public let mode: ModeController
    public let store: any ReminderStore
    public let clock: any WallClock
    /// The loops, in the order in which they are to be started; they are stopped in the reverse order.
    public let services: [any Service]

    public init(
        store: any ReminderStore,
        carrier: any JobCarrier,
        publisher: any EventPublisher,
        clock: any WallClock,
        configuration: Configuration = Configuration(),
        randomness: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
        metricsFactory: any MetricsFactory = MetricsSystem.factory,
        tracer: Tracer = .off,
        logger: Logger
    ) {
        let metrics = EngineMetrics(factory: metricsFactory)
        var dispatching = Dispatcher.Configuration()
        dispatching.policy = configuration.publishing
        dispatching.retention = configuration.retention
        dispatching.leaseMargin = configuration.lease / 4
        var sweeping = Sweeper.Configuration()
        sweeping.jobsGrace = configuration.jobsGrace
        sweeping.lease = configuration.lease
        var handing = JobsHandoff.Configuration()
        handing.lead = configuration.handoffLead
        handing.concurrency = configuration.handoffConcurrency

        mode = ModeController(store: store, carrier: carrier, clock: clock, configuration: configuration.mode, logger: logger)
        let dispatcher = Dispatcher(
            store: store,
            publisher: publisher,
            clock: clock,
            configuration: dispatching,
            metrics: metrics,
            tracer: tracer,
            logger: logger
        )
        sweeper = Sweeper(
            store: store,
            dispatcher: dispatcher,
            mode: mode,
            clock: clock,
            configuration: sweeping,
            metrics: metrics,
            logger: logger
        )
        triggers = JobTriggers(
            store: store,
            dispatcher: dispatcher,
            sweeper: sweeper,
            clock: clock,
            lease: configuration.lease,
            retention: configuration.retention,
            logger: logger
        )
        let handoff = JobsHandoff(
            store: store,
            carrier: carrier,
            mode: mode,
            clock: clock,
            configuration: handing,
            metrics: metrics,
            tracer: tracer,
            logger: logger
        )
        let catchUp = LedgerCatchUp(store: store, clock: clock, logger: logger)
        scheduler = Scheduler(
            store: store,
            carrier: carrier,
            mode: mode,
            sweeper: sweeper,
            handoff: handoff,
            catchUp: catchUp,
            clock: clock,
            retention: configuration.retention,
            randomness: randomness,
            metrics: metrics,
            logger: logger
        )
        let retention = Retention(store: store, clock: clock, metrics: metrics)
        self.store = store
        self.clock = clock
        services = [mode, retention, catchUp, handoff, sweeper]
    }
}
