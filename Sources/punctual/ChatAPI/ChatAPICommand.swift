import ArgumentParser

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

    @OptionGroup var service: ServiceOptions

    func run() async throws {
        try await ServiceLaunch.run("chat-api", overrides: service.overrides) { parts in
            let settings = try ChatAPISettings(parts.settings, environment: parts.environment)
            return try ChatAPIProcess(settings, metrics: parts.metrics, logger: parts.logger).services
        }
    }
}
