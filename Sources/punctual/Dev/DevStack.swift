import Dapr
import LocalProcess
import LocalSidecar
import Logging
import Redis
import ServiceKit
import ServiceLifecycle

/// The whole system over one Redis: five services with a sidecar each, and a listener with its own.
struct DevStack {
    struct Configuration {
        var ports: DevPorts
        var redisPort: Int
        var secrets: DevSecrets
        /// False: as if Dapr's Scheduler were switched off.
        var hasJobs = true
    }

    let ports: DevPorts
    let listener: Listener
    let services: [any Service]

    /// - Throws: when there is no free port, or a setting in the environment makes no sense.
    init(_ configuration: Configuration, logger: Logger) throws {
        ports = configuration.ports
        let listenerPort = try FreePort.next()
        listener = Listener(port: listenerPort, logger: logger)
        let builder = Builder(configuration: configuration, logger: logger)
        var services: [any Service] = [listener]
        services += try builder.service("reminder-engine", port: ports.port) { settings, environment, metrics in
            EngineProcess(try EngineSettings(settings, environment: environment), metrics: metrics, logger: logger).services
        }
        services += try builder.service("chat-api", port: ports.chatPort) { settings, environment, metrics in
            try ChatAPIProcess(try ChatAPISettings(settings, environment: environment), metrics: metrics, logger: logger).services
        }
        services += try builder.service("notification", port: ports.notificationPort) { settings, environment, metrics in
            try NotificationProcess(try NotificationSettings(settings, environment: environment), metrics: metrics, logger: logger).services
        }
        services += try builder.service("recurring-task", port: ports.recurringPort) { settings, environment, metrics in
            try RecurringTaskProcess(try RecurringTaskSettings(settings, environment: environment), metrics: metrics, logger: logger)
                .services
        }
        services += try builder.service("audit", port: ports.auditPort) { settings, environment, metrics in
            try AuditProcess(try AuditSettings(settings, environment: environment), metrics: metrics, logger: logger).services
        }
        let resources = DevResources.listener(redisPort: configuration.redisPort)
        services.append(try builder.sidecar(Listener.appID, appPort: listenerPort, httpPort: 0, resources: resources))
        self.services = services
    }

    /// Puts a service and its sidecar together.
    private struct Builder {
        let configuration: Configuration
        let logger: Logger

        func service(
            _ appID: String,
            port: Int,
            _ make: (Settings, [String: String], MetricRegistry) throws -> [any Service]
        ) throws -> [any Service] {
            let httpPort = try FreePort.next()
            var environment = ProcessEnvironment.variables
            environment["DAPR_HTTP_PORT"] = String(httpPort)
            environment["DAPR_HTTP_ENDPOINT"] = nil
            let own = [
                "PUNCTUAL_JWT_SECRET": configuration.secrets.user, "PUNCTUAL_SERVICE_SECRET": configuration.secrets.service,
                "PUNCTUAL_WEBHOOK_SECRET": configuration.secrets.webhook,
                "PUNCTUAL_PUBLIC_URL": "http://127.0.0.1:\(configuration.ports.notificationPort)",
            ]
            environment.merge(own) { given, _ in given }
            let overrides = [
                "APP_ID": appID, "PUNCTUAL_PORT": String(port), "PUNCTUAL_REDIS_URL": "redis://127.0.0.1:\(configuration.redisPort)",
            ]
            let metrics = MetricRegistry()
            metrics.addProcessMetrics(service: appID)
            let services = try make(Settings(overrides: overrides, environment: environment), environment, metrics)
            let resources = DevResources.files(redisPort: configuration.redisPort)
            return services + [try sidecar(appID, appPort: port, httpPort: httpPort, resources: resources)]
        }

        func sidecar(
            _ appID: String,
            appPort: Int,
            httpPort: Int,
            resources: [(name: String, text: String)]
        ) throws -> LocalSidecar {
            var sidecar = SidecarConfiguration(appID: appID, appPort: appPort)
            sidecar.httpPort = httpPort
            // Where the other sidecars of this stack call it.
            sidecar.internalPort = 0
            sidecar.resources = resources
            sidecar.scheduler = configuration.hasJobs ? .components : .disabled
            sidecar.apiToken = ProcessEnvironment.variables["DAPR_API_TOKEN"]
            sidecar.appToken = ProcessEnvironment.variables["APP_API_TOKEN"]
            return try LocalSidecar(sidecar, logger: logger)
        }
    }
}
