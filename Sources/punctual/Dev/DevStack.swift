import Dapr
import LocalProcess
import LocalSidecar
import Logging
import Redis
import ServiceKit
import ServiceLifecycle

/// An engine with its sidecar, and a listener with its own, over one Redis.
struct DevStack {
    let enginePort: Int
    let listener: Listener
    let services: [any Service]

    /// - Throws: when there is no free port, or a setting in the environment makes no sense.
    init(enginePort: Int, redisPort: Int, logger: Logger) throws {
        self.enginePort = enginePort
        let sidecarPort = try FreePort.next()
        let listenerPort = try FreePort.next()
        listener = Listener(port: listenerPort, logger: logger)

        var environment = ProcessEnvironment.variables
        environment["DAPR_HTTP_PORT"] = String(sidecarPort)
        environment["DAPR_HTTP_ENDPOINT"] = nil
        let overrides = ["PUNCTUAL_PORT": String(enginePort), "PUNCTUAL_REDIS_URL": "redis://127.0.0.1:\(redisPort)"]
        let settings = try EngineSettings(Settings(overrides: overrides, environment: environment), environment: environment)
        let metrics = MetricRegistry()
        metrics.addProcessMetrics(service: settings.appID)
        let engine = EngineProcess(settings, metrics: metrics, logger: logger)

        func sidecar(_ appID: String, appPort: Int, httpPort: Int) throws -> LocalSidecar {
            var configuration = SidecarConfiguration(appID: appID, appPort: appPort)
            configuration.httpPort = httpPort
            configuration.resources = DevResources.files(redisPort: redisPort)
            configuration.apiToken = settings.dapr.apiToken
            configuration.appToken = settings.appToken?.value
            return try LocalSidecar(configuration, logger: logger)
        }
        services =
            engine.services + [
                listener, try sidecar(settings.appID, appPort: enginePort, httpPort: sidecarPort),
                try sidecar(Listener.appID, appPort: listenerPort, httpPort: 0),
            ]
    }
}
