import ArgumentParser

/// `punctual notification`: tells people what their reminders say, beside its Dapr sidecar.
struct NotificationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notification",
        abstract: "Run the notification service: reminders by inbox, log, webhook and e-mail.",
        discussion: """
            Configured by flags, or by environment: PUNCTUAL_PUBLIC_URL, PUNCTUAL_SMTP_URL, PUNCTUAL_SMTP_FROM, PUNCTUAL_WEBHOOK_SECRET and \
            others named in docs/notification.md, and Dapr's own DAPR_HTTP_PORT, DAPR_HTTP_ENDPOINT, DAPR_API_TOKEN and APP_API_TOKEN.
            """
    )

    @OptionGroup var service: ServiceOptions

    func run() async throws {
        try await ServiceLaunch.run("notification", overrides: service.overrides) { parts in
            let settings = try NotificationSettings(parts.settings, environment: parts.environment)
            return try NotificationProcess(settings, metrics: parts.metrics, logger: parts.logger).services
        }
    }
}
