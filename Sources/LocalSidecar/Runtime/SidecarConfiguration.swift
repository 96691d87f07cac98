/// How a local sidecar is started. Names follow daprd's flags.
public struct SidecarConfiguration: Sendable {
    /// `host:port` of the Redis that keeps the jobs, in the place of Dapr's Scheduler.
    public enum Scheduler: Sendable, Equatable {
        /// The Redis of the first component that has one, or else none.
        case components
        /// No scheduler: Jobs calls fail at once, as with an empty `--scheduler-host-address`.
        case disabled
        case address(String)
    }

    /// Probing of the application.
    public struct HealthCheck: Sendable, Equatable {
        public var path = "/healthz"
        public var interval = Duration.seconds(5)
        public var timeout = Duration.milliseconds(500)
        public var threshold = 3

        public init() {}
    }

    public var appID: String
    /// Nil for a sidecar without an application.
    public var appPort: Int?
    public var namespace = "default"
    /// Ports on 127.0.0.1; 0 takes a free one. A nil port is not opened.
    public var httpPort = 3500
    public var internalPort: Int?
    public var metricsPort: Int?
    public var controlPort: Int?
    /// Names and texts of the resource files, and of the Configuration.
    public var resources: [(name: String, text: String)] = []
    public var configuration: (name: String, text: String)?
    /// For `envRef` and references to secrets in components.
    public var environment: [String: String] = [:]
    public var scheduler = Scheduler.components
    public var healthCheck: HealthCheck?
    /// `DAPR_API_TOKEN` and `APP_API_TOKEN`.
    public var apiToken: String?
    public var appToken: String?
    /// Entries of the journal kept in memory.
    public var journalCapacity = 10_000
    /// A file that gets the whole journal.
    public var journalPath: String?
    /// Faults from the start.
    public var faults: [FaultRule] = []
    public var seed: UInt64 = 0

    public init(appID: String, appPort: Int? = nil) {
        self.appID = appID
        self.appPort = appPort
    }
}
