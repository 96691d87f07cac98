import ChatAPI
import Dapr
import Identity
import ServiceKit

/// How a chat-api process is configured, by environment and flags.
struct ChatAPISettings {
    var host: String
    var port: Int
    var appID: String
    /// Names of components.
    var pubsub: String
    var stateStore: String
    /// Whom it calls.
    var engineAppID: String
    var notificationAppID: String
    var appToken: Secret?
    var identity: IdentitySettings
    var llm: LLMSettings?
    var dapr: DaprConfiguration
    var tracing: TracingSettings

    /// Reads `PUNCTUAL_…` and Dapr's own variables.
    ///
    /// - Throws: `SettingsError` or `DaprError`, each naming what is wrong.
    init(_ settings: Settings, environment: [String: String]) throws {
        host = settings.string("PUNCTUAL_HOST", default: "127.0.0.1")
        port = try settings.int("PUNCTUAL_PORT", default: 8000, in: 0...65_535)
        appID = settings.string("APP_ID", default: "chat-api")
        pubsub = settings.string("PUNCTUAL_PUBSUB", default: "pubsub")
        stateStore = settings.string("PUNCTUAL_STATESTORE", default: "statestore")
        engineAppID = settings.string("PUNCTUAL_ENGINE_APP_ID", default: "reminder-engine")
        notificationAppID = settings.string("PUNCTUAL_NOTIFICATION_APP_ID", default: "notification")
        appToken = settings.secret("APP_API_TOKEN")
        identity = try IdentitySettings(settings)
        llm = try LLMSettings(settings)
        tracing = try TracingSettings(settings)
        dapr = try DaprConfiguration(environment: environment)
    }
}
