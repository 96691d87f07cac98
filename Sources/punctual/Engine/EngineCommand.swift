import ArgumentParser
import Logging
import ServiceKit
import ServiceLifecycle
import UnixSignals

/// `punctual engine`: the reminder engine, beside its Dapr sidecar.
struct EngineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "engine",
        abstract: "Run the reminder engine.",
        discussion: """
            Configured by flags, or by environment: PUNCTUAL_HOST, PUNCTUAL_PORT, PUNCTUAL_REDIS_URL and others named in the \
            documentation, and Dapr's own DAPR_HTTP_PORT, DAPR_HTTP_ENDPOINT, DAPR_API_TOKEN and APP_API_TOKEN.
            """
    )

    @Option(help: "The address to listen on.") var host: String?
    @Option(help: "The port to listen on.") var port: Int?
    @Option(help: "redis://[[user]:password@]host[:port][/database] or unix:///path.") var redisUrl: String?
    @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel: String?
    @Flag(help: "Start although this Redis could lose or evict reminders.") var acceptUnsafeRedis = false

    func run() async throws {
        let environment = ProcessEnvironment.variables
        var overrides: [String: String] = [:]
        overrides["PUNCTUAL_HOST"] = host
        overrides["PUNCTUAL_PORT"] = port.map(String.init)
        overrides["PUNCTUAL_REDIS_URL"] = redisUrl
        overrides["PUNCTUAL_LOG_LEVEL"] = logLevel
        if acceptUnsafeRedis { overrides["PUNCTUAL_ACCEPT_UNSAFE_REDIS"] = "true" }
        let settings = Settings(overrides: overrides, environment: environment)
        let level = try settings.choice("PUNCTUAL_LOG_LEVEL", default: Logger.Level.info)
        JSONLogHandler.bootstrap(level: level)
        let logger = Logger(label: "engine")

        let metrics = MetricRegistry()
        let engineSettings = try EngineSettings(settings, environment: environment)
        metrics.addProcessMetrics(service: engineSettings.appID)
        let process = EngineProcess(engineSettings, metrics: metrics, logger: logger)
        let unknown = settings.unknown(prefix: "PUNCTUAL_")
        if !unknown.isEmpty { logger.warning("Settings that nobody reads", metadata: ["names": "\(unknown.joined(separator: " "))"]) }
        logger.info("Starting", metadata: ["settings": "\(settings.summary.joined(separator: " "))"])

        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                // Also when one of them fails, the others are to finish what they have claimed.
                services: process.services.map { .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        do {
            try await group.run()
        } catch {
            logger.critical("The engine stops", metadata: ["error": "\(error)"])
            throw ExitCode(1)
        }
    }
}
