import ArgumentParser
import Logging
import ServiceKit
import ServiceLifecycle
import UnixSignals

/// `punctual chat-api`: tasks and chat, beside its Dapr sidecar.
struct ChatAPICommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "chat-api",
        abstract: "Run the todo chatbot: tasks, chat, and the page.",
        discussion: """
            Configured by flags, or by environment: PUNCTUAL_JWT_SECRET or PUNCTUAL_JWKS_URL, PUNCTUAL_SERVICE_SECRET, PUNCTUAL_LLM_BASE_URL and \
            others named in docs/chat-api.md, and Dapr's own DAPR_HTTP_PORT, DAPR_HTTP_ENDPOINT, DAPR_API_TOKEN and APP_API_TOKEN.
            """
    )

    @Option(help: "The address to listen on.") var host: String?
    @Option(help: "The port to listen on.") var port: Int?
    @Option(help: "trace, debug, info, notice, warning, error or critical.") var logLevel: String?

    func run() async throws {
        let environment = ProcessEnvironment.variables
        var overrides: [String: String] = [:]
        overrides["PUNCTUAL_HOST"] = host
        overrides["PUNCTUAL_PORT"] = port.map(String.init)
        overrides["PUNCTUAL_LOG_LEVEL"] = logLevel
        let settings = Settings(overrides: overrides, environment: environment)
        let level = try settings.choice("PUNCTUAL_LOG_LEVEL", default: Logger.Level.info)
        JSONLogHandler.bootstrap(level: level)
        let logger = Logger(label: "chat-api")

        let metrics = MetricRegistry()
        let own = try ChatAPISettings(settings, environment: environment)
        metrics.addProcessMetrics(service: own.appID)
        let process = try ChatAPIProcess(own, metrics: metrics, logger: logger)
        let unknown = settings.unknown(prefix: "PUNCTUAL_")
        if !unknown.isEmpty { logger.warning("Settings that nobody reads", metadata: ["names": "\(unknown.joined(separator: " "))"]) }
        logger.info("Starting", metadata: ["settings": "\(settings.summary.joined(separator: " "))"])

        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: process.services.map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        do {
            try await group.run()
        } catch {
            logger.critical("The service stops", metadata: ["error": "\(error)"])
            throw ExitCode(1)
        }
    }
}
