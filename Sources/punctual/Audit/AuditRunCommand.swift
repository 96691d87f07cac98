import ArgumentParser

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

    @OptionGroup var service: ServiceOptions

    func run() async throws {
        try await ServiceLaunch.run("audit", overrides: service.overrides) { parts in
            let settings = try AuditSettings(parts.settings, environment: parts.environment)
            return try AuditProcess(settings, metrics: parts.metrics, logger: parts.logger).services
        }
    }
}
