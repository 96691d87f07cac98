import Dapr
import Identity
import ServiceKit

/// How a recurring-task process is configured, by environment and flags.
struct RecurringTaskSettings {
    var host: String
    var port: Int
    var appID: String
    var chatAPIAppID: String
    var dapr: DaprConfiguration
    /// The name of the state store component.
    var stateStore: String
    /// What the sidecar shows with each call of ours, when it has one.
    var appToken: Secret?
    var identity: IdentitySettings
    var tracing: TracingSettings

    /// Reads `PUNCTUAL_…` and Dapr's own variables.
    ///
    /// - Throws: `SettingsError` or `DaprError`, each naming what is wrong.
    init(_ settings: Settings, environment: [String: String]) throws {
        host = settings.string("PUNCTUAL_HOST", default: "127.0.0.1")
        port = try settings.int("PUNCTUAL_PORT", default: 8002, in: 0...65_535)
        appID = settings.string("APP_ID", default: "recurring-task")
        chatAPIAppID = settings.string("PUNCTUAL_CHAT_API_APP_ID", default: "chat-api")
        stateStore = settings.string("PUNCTUAL_STATESTORE", default: "statestore")
        appToken = settings.secret("APP_API_TOKEN")
        identity = try IdentitySettings(settings)
        tracing = try TracingSettings(settings)
        // A call has to end before an event's time does, so that its failure is told as such.
        dapr = try DaprConfiguration(environment: environment, deadlines: DaprDeadlines(invoke: .seconds(5)))
    }
}
