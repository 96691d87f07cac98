import ArgumentParser

/// `punctual recurring-task`: has the next occurrence of a completed task created, beside its Dapr sidecar.
struct RecurringTaskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recurring-task",
        abstract: "Run the recurring-task service: what repeats goes on when it is completed.",
        discussion: """
            Configured by flags, or by environment: PUNCTUAL_SERVICE_SECRET, PUNCTUAL_CHAT_API_APP_ID, PUNCTUAL_STATESTORE and others named \
            in the documentation, and Dapr's own DAPR_HTTP_PORT, DAPR_HTTP_ENDPOINT, DAPR_API_TOKEN and APP_API_TOKEN.
            """
    )

    @OptionGroup var service: ServiceOptions

    func run() async throws {
        try await ServiceLaunch.run("recurring-task", overrides: service.overrides) { parts in
            let settings = try RecurringTaskSettings(parts.settings, environment: parts.environment)
            return try RecurringTaskProcess(settings, metrics: parts.metrics, logger: parts.logger).services
        }
    }
}
