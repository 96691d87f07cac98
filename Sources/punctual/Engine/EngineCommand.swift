import ArgumentParser

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

    @OptionGroup var service: ServiceOptions
    @Option(help: "redis://[[user]:password@]host[:port][/database] or unix:///path.") var redisUrl: String?
    @Flag(help: "Start although this Redis could lose or evict reminders.") var acceptUnsafeRedis = false

    func run() async throws {
        var overrides = service.overrides
        overrides["PUNCTUAL_REDIS_URL"] = redisUrl
        if acceptUnsafeRedis { overrides["PUNCTUAL_ACCEPT_UNSAFE_REDIS"] = "true" }
        try await ServiceLaunch.run("reminder-engine", overrides: overrides) { parts in
            let settings = try EngineSettings(parts.settings, environment: parts.environment)
            return EngineProcess(settings, metrics: parts.metrics, logger: parts.logger).services
        }
    }
}
