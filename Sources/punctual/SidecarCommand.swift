import ArgumentParser
import CLinux
import LocalSidecar
import Logging
import ServiceLifecycle
import UnixSignals

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// `punctual sidecar`: the stand-in for daprd. Flags are named as daprd's.
struct SidecarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sidecar",
        abstract: "Run a local stand-in for the Dapr sidecar. For development and tests only."
    )

    @Option(help: "The id of the application.") var appId: String
    @Option(help: "The port of the application on 127.0.0.1.") var appPort: String?
    @Option(help: "Accepted when it is http.") var appProtocol = "http"
    @Option(help: "Accepted when it is a loopback address.") var appChannelAddress = "127.0.0.1"
    @Option(help: "The port of Dapr's HTTP API.") var daprHttpPort = 3500
    @Option(help: "The port that other local sidecars call for service invocation.") var daprInternalGrpcPort: Int?
    @Option(help: "Ignored: there is no gRPC here.") var daprGrpcPort: String?
    @Option(help: "The port of /metrics.") var metricsPort: Int?
    @Option(help: "A folder of components, subscriptions and resiliency.") var resourcesPath: [String] = []
    @Option(help: "The file of the Configuration.") var config: String?
    @Option(help: "host:port of the Redis that keeps the jobs; empty for no scheduler. By default that of the first component.")
    var schedulerHostAddress: String?
    @Option(help: "Refused unless it is loopback.") var daprListenAddresses = "127.0.0.1"
    @Option(help: "Ignored.") var placementHostAddress: String?
    @Option(help: "Ignored.") var mode: String?
    @Option(help: "trace, debug, info, warning or error.") var logLevel = "info"
    @Flag(help: "Probe the application, and call it only while it is healthy.") var enableAppHealthCheck = false
    @Option(help: "The path of the probe.") var appHealthCheckPath = "/healthz"
    @Option(help: "Seconds between probes.") var appHealthProbeInterval = 5
    @Option(help: "Milliseconds until a probe has failed.") var appHealthProbeTimeout = 500
    @Option(help: "Bad probes until the application is unhealthy.") var appHealthThreshold = 3
    @Option(help: "The port of the control API: faults, journal, jobs.") var controlPort: Int?
    @Option(help: "A file that gets everything received and delivered, as lines of JSON.") var journal: String?
    @Option(help: "Entries of the journal kept in memory.") var journalEntries = 10_000
    @Option(help: "Faults from the start: the JSON that PUT /faults takes, or @FILE.") var faults: String?

    func run() async throws {
        // Two arenas are plenty for its few threads, and keep freed memory together.
        mallopt(M_ARENA_MAX, 2)
        var logger = Logger(label: "punctual.sidecar", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = Logger.Level(rawValue: logLevel) ?? .info
        logger.notice("a local stand-in for the Dapr sidecar: for development and tests, not for production")
        do {
            let sidecar = try LocalSidecar(try settings(), logger: logger)
            let group = ServiceGroup(
                configuration: .init(
                    services: [.init(service: sidecar, successTerminationBehavior: .gracefullyShutdownGroup)],
                    gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: logger
                )
            )
            try await group.run()
        } catch let error as SidecarError {
            logger.critical("\(error.message)")
            throw ExitCode(1)
        } catch let error as ResourceError {
            logger.critical("\(error.message)")
            throw ExitCode(1)
        }
    }

    private func settings() throws -> SidecarConfiguration {
        let loopback: Set = ["127.0.0.1", "localhost", "::1", "[::1]"]
        guard daprListenAddresses.split(separator: ",").allSatisfy({ loopback.contains(String($0)) }), loopback.contains(appChannelAddress)
        else {
            throw ValidationError("the local sidecar listens on 127.0.0.1 only, and calls applications there only")
        }
        guard appProtocol == "http" else { throw ValidationError("the local sidecar speaks http with its application, not \(appProtocol)") }
        let environment = ProcessInfo.processInfo.environment
        var settings = SidecarConfiguration(appID: appId)
        if let appPort, !appPort.isEmpty {
            guard let port = Int(appPort), (0...65_535).contains(port) else { throw ValidationError("\(appPort) is no port") }
            settings.appPort = port == 0 ? nil : port
        }
        settings.namespace = environment["NAMESPACE"].flatMap { $0.isEmpty ? nil : $0 } ?? "default"
        settings.httpPort = daprHttpPort
        settings.internalPort = daprInternalGrpcPort
        settings.metricsPort = metricsPort
        settings.controlPort = controlPort
        settings.resources = try resourcesPath.flatMap { try ResourceFiles.folder($0) }
        settings.configuration = try config.map { try ResourceFiles.file($0) }
        settings.environment = environment
        if let address = schedulerHostAddress {
            settings.scheduler = address.allSatisfy({ " \"'".contains($0) }) ? .disabled : .address(address)
        }
        if enableAppHealthCheck {
            var check = SidecarConfiguration.HealthCheck()
            check.path = appHealthCheckPath
            check.interval = .seconds(appHealthProbeInterval)
            check.timeout = .milliseconds(appHealthProbeTimeout)
            check.threshold = appHealthThreshold
            settings.healthCheck = check
        }
        settings.apiToken = environment["DAPR_API_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        settings.appToken = environment["APP_API_TOKEN"].flatMap { $0.isEmpty ? nil : $0 }
        settings.journalCapacity = journalEntries
        settings.journalPath = journal
        if let faults {
            let text = faults.hasPrefix("@") ? try ResourceFiles.file(String(faults.dropFirst())).text : faults
            (settings.faults, settings.seed) = try FaultRule.rules(json: text)
        }
        return settings
    }
}
