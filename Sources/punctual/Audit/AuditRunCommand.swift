import ArgumentParser
import Logging
import ServiceKit
import ServiceLifecycle
import UnixSignals

/// `punctual audit run`, or `punctual audit` alone: the audit service, beside its Dapr sidecar.
struct AuditRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run the audit service.",
        discussion: """
            Configured by flags, or by environment: PUNCTUAL_HOST, PUNCTUAL_PORT, PUNCTUAL_STATESTORE, PUNCTUAL_AUDIT_RETENTION (for ever \
            unless set), the secrets named in the documentation, and Dapr's own DAPR_HTTP_PORT, DAPR_HTTP_ENDPOINT, DAPR_API_TOKEN and APP_API_TOKEN.
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
        JSONLogHandler.bootstrap(level: try settings.choice("PUNCTUAL_LOG_LEVEL", default: Logger.Level.info))
        let logger = Logger(label: "audit")
        let metrics = MetricRegistry()
        let auditSettings = try AuditSettings(settings, environment: environment)
        metrics.addProcessMetrics(service: auditSettings.appID)
        let process = try AuditProcess(auditSettings, metrics: metrics, logger: logger)
        let unknown = settings.unknown(prefix: "PUNCTUAL_")
        if !unknown.isEmpty { logger.info("Settings of other services", metadata: ["names": "\(unknown.joined(separator: " "))"]) }
        logger.info("Starting", metadata: ["settings": "\(settings.summary.joined(separator: " "))"])
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: process.services.map { .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup) },
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger
            )
        )
        do {
            try await group.run()
        } catch {
            logger.critical("The audit service stops", metadata: ["error": "\(error)"])
            throw ExitCode(1)
        }
    }
}
