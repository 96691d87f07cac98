import Dapr
import Identity
import ServiceKit

/// How an audit process is configured, by environment and flags.
struct AuditSettings {
    var host: String
    var port: Int
    var appID: String
    /// The name of the state store component.
    var stateStore: String
    var appToken: Secret?
    /// How long entries are kept. Nil keeps them for ever.
    var retention: Duration?
    var identity: IdentitySettings
    var dapr: DaprConfiguration
    var tracing: TracingSettings

    init(_ settings: Settings, environment: [String: String]) throws {
        host = settings.string("PUNCTUAL_HOST", default: "127.0.0.1")
        port = try settings.int("PUNCTUAL_PORT", default: 8003, in: 0...65_535)
        appID = settings.string("APP_ID", default: "audit")
        stateStore = settings.string("PUNCTUAL_STATESTORE", default: "statestore")
        appToken = settings.secret("APP_API_TOKEN")
        let keep = try settings.duration("PUNCTUAL_AUDIT_RETENTION", default: .zero, in: .zero ... .seconds(3_650 * 86_400))
        retention = keep > .zero ? keep : nil
        identity = try IdentitySettings(settings)
        tracing = try TracingSettings(settings)
        dapr = try DaprConfiguration(environment: environment)
    }
}
