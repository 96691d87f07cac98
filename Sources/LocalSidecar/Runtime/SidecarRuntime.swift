import Curl
import Logging
import Redis
import Synchronization

/// Everything that a running sidecar consists of, put together once and shared by all its parts.
final class SidecarRuntime: Sendable {
    let configuration: SidecarConfiguration
    let resources: Resources
    let clock: SidecarClock
    let logger: Logger
    let app: AppChannel
    /// For calls to other sidecars.
    let peers: CurlClient
    let gate = AppGate()
    let journal: Journal
    let faults: FaultInjector
    let metrics: DaprMetrics
    let scheduler: SchedulerLink
    let readiness: Readiness
    let jobs: JobRunner
    let replica: String
    let stores: [String: StateStore]
    let pubsubs: [String: RedisPubSub]
    let bindings: [CronBinding]
    let resolver: NameResolver
    let hostName: String
    let outboxes: OutboxPublisher
    private let components: Components
    private let pool: RedisPool
    private let appClient: CurlClient
    private let bell: RedisClient?
    /// Labels set by `PUT /v1.0/metadata/{key}`, and subscriptions once they are known.
    private let mutable = Mutex<(labels: [String: String], subscriptions: [Subscription])>(([:], []))

    var appID: String { configuration.appID }
    var namespace: String { configuration.namespace }
    var settings: SidecarSettings { resources.settings }

    init(_ configuration: SidecarConfiguration, clock: SidecarClock, logger: Logger) throws(SidecarError) {
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
        resources = try Self.read(configuration)
        journal = try Self.journal(configuration, clock)
        faults = FaultInjector(clock: clock, journal: journal)
        faults.set(configuration.faults, seed: configuration.seed)
        metrics = DaprMetrics(appID: configuration.appID, namespace: configuration.namespace, settings: resources.settings)
        var limits = CurlConfiguration(maxConnectionsPerHost: 2048, maxConnections: 2048, userAgent: nil)
        limits.sendsAccept = false
        appClient = CurlClient(limits, logger: logger)
        peers = CurlClient(limits, logger: logger)
        app = AppChannel(port: configuration.appPort, token: configuration.appToken, client: appClient, metrics: metrics)
        hostName = Host.name
        let pool = RedisPool(logger: logger)
        self.pool = pool
        replica = Self.randomID()

        let components: Components
        do {
            components = try Components(resources.components, pool: pool, configuration: configuration)
        } catch {
            throw SidecarError(.component, error.message)
        }
        self.components = components
        stores = components.stores
        pubsubs = components.pubsubs
        bindings = components.bindings
        for component in resources.components { metrics.loaded(component.type) }

        let target = try Self.schedulerTarget(configuration, components.firstRedis)
        let store = target.map { JobStore(pool.client($0.target), namespace: configuration.namespace, appID: configuration.appID) }
        scheduler = SchedulerLink(store: store, address: target?.address ?? "")
        readiness = Readiness(scheduler: scheduler)
        bell = target.map { pool.blockingClient($0.target) }
        jobs = JobRunner(
            scheduler: scheduler,
            bell: bell,
            app: app,
            gate: gate,
            clock: clock,
            faults: faults,
            journal: journal,
            metrics: metrics,
            replica: replica,
            logger: logger
        )
        if let format = resources.settings.nameFormat {
            resolver = .format(format)
        } else if let redis = components.firstRedis ?? target?.target {
            resolver = .registry(SidecarRegistry(redis: pool.client(redis), namespace: configuration.namespace))
        } else {
            resolver = .none
        }
        outboxes = components.outbox(appID: configuration.appID, clock: clock, journal: journal)
    }

    private static func read(_ configuration: SidecarConfiguration) throws(SidecarError) -> Resources {
        do {
            var resources = try Resources(
                files: configuration.resources,
                appID: configuration.appID,
                environment: configuration.environment
            )
            if let file = configuration.configuration, let document = try YAMLValue.documents(file.text).first {
                resources.settings = SidecarSettings(document)
            }
            return resources
        } catch {
            throw SidecarError(.resource, error.message)
        }
    }

    private static func journal(_ configuration: SidecarConfiguration, _ clock: SidecarClock) throws(SidecarError) -> Journal {
        var file: JournalFile?
        if let path = configuration.journalPath {
            file = JournalFile(path: path)
            if file == nil { throw SidecarError(.journal, "the journal \(path) cannot be written") }
        }
        return Journal(capacity: configuration.journalCapacity, file: file, clock: clock)
    }

    private static func schedulerTarget(
        _ configuration: SidecarConfiguration,
        _ first: RedisPool.Target?
    ) throws(SidecarError) -> (target: RedisPool.Target, address: String)? {
        switch configuration.scheduler {
        case .disabled: return nil
        case .components: return first.map { ($0, "\($0.host):\($0.port)") }
        case .address(let text):
            guard let target = RedisPool.Target(address: text) else {
                throw SidecarError(.component, "the scheduler's address \(text) is not host:port")
            }
            return (target, text)
        }
    }

    var labels: [String: String] { mutable.withLock { $0.labels } }
    func setLabel(_ name: String, _ value: String) { mutable.withLock { $0.labels[name] = value } }
    var subscriptions: [Subscription] { mutable.withLock { $0.subscriptions } }
    func setSubscriptions(_ subscriptions: [Subscription]) { mutable.withLock { $0.subscriptions = subscriptions } }

    /// A random UUID.
    static func randomID() -> String {
        QuickRandom.shared.uuid()
    }

    var newID: @Sendable () -> String { Self.randomID }

    func newTrace() -> TraceContext {
        QuickRandom.shared.trace(isSampled: settings.isSampled)
    }

    /// A span of the trace in a `traceparent`; nil when tracing is off or there is none.
    func continuing(_ traceparent: String?) -> TraceContext? {
        guard settings.isTracing, let traceparent, let trace = TraceContext(traceparent) else { return nil }
        return QuickRandom.shared.child(of: trace)
    }

    /// Runs an operation of a component under its outbound retry policy.
    func outbound<Result: Sendable>(
        _ component: String,
        _ body: @Sendable () async throws(RedisError) -> Result
    ) async throws(RedisError) -> Result {
        let retry = resources.resiliency.outbound[component]?.retry
        var retries = 0
        while true {
            do throws(RedisError) {
                return try await Self.patiently(body)
            } catch {
                retries += 1
                guard error.isConnectionFailure, let pause = retry?.pause(beforeRetry: retries, status: nil), !Task.isCancelled else {
                    throw error
                }
                try? await Task.sleep(for: pause.duration)
            }
        }
    }

    /// Dapr's Redis client tries three times more, two seconds apart, before it reports that Redis is away: a call blocks for
    /// seconds then, and a command that may have run is sent again.
    private static func patiently<Result: Sendable>(
        _ body: @Sendable () async throws(RedisError) -> Result
    ) async throws(RedisError) -> Result {
        for _ in 0..<3 {
            do throws(RedisError) {
                return try await body()
            } catch {
                guard error.isConnectionFailure, !Task.isCancelled else { throw error }
                try? await Task.sleep(for: .seconds(2))
            }
        }
        return try await body()
    }

    /// Hummingbird calls it an error when a connection is cut at shutdown; what matters it throws.
    var serverLogger: Logger {
        var quiet = logger
        quiet.logLevel = .critical
        return quiet
    }

    func checkComponents() async throws(SidecarError) { try await components.check() }

    /// Ends all connections.
    func shutdown() async {
        bell?.shutdown()
        pool.shutdown()
        await appClient.shutdown()
        await peers.shutdown()
    }
}
