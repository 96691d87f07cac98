import ArgumentParser
import Logging
import ServiceKit
import ServiceLifecycle
import UnixSignals

/// Runs one service in a process of its own, until SIGTERM: what the commands of all services share.
enum ServiceLaunch {
    /// What a service is made from.
    struct Parts {
        let settings: Settings
        let environment: [String: String]
        let metrics: MetricRegistry
        let logger: Logger
    }

    /// - Parameters:
    ///   - appID: what its sidecar calls it, unless `APP_ID` says otherwise.
    ///   - make: the service's parts in the order in which they are started; stopped from the end.
    static func run(
        _ appID: String,
        overrides: [String: String],
        _ make: (Parts) throws -> [any Service]
    ) async throws {
        let environment = ProcessEnvironment.variables
        let settings = Settings(overrides: overrides, environment: environment)
        JSONLogHandler.bootstrap(level: try settings.choice("PUNCTUAL_LOG_LEVEL", default: Logger.Level.info))
        let logger = Logger(label: appID)
        let metrics = MetricRegistry()
        metrics.addProcessMetrics(service: settings.string("APP_ID", default: appID))
        let services = try make(Parts(settings: settings, environment: environment, metrics: metrics, logger: logger))
        let unknown = settings.unknown(prefix: "PUNCTUAL_")
        // Not wrong by itself: services may share one environment.
        if !unknown.isEmpty {
            logger.info("Settings that this service does not read", metadata: ["names": "\(unknown.joined(separator: " "))"])
        }
        logger.info("Starting", metadata: ["settings": "\(settings.summary.joined(separator: " "))"])

        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                // Also when one of them fails, the others are to finish what they have begun.
                services: services.map { .init(service: $0, failureTerminationBehavior: .gracefullyShutdownGroup) },
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
