import Dapr
import Redis
import Reminders
import ServiceKit

/// How an engine process is configured, by environment and flags.
struct EngineSettings {
    /// Where people and other services call it.
    var host: String
    var port: Int
    var redis: RedisConfiguration
    var namespace: String
    /// Start although Redis may lose or evict reminders.
    var acceptsUnsafeRedis: Bool
    var dapr: DaprConfiguration
    var pubsub: String
    var appID: String
    /// What the sidecar shows with each call of ours, when it has one.
    var appToken: Secret?
    var engine: ReminderEngine.Configuration
    var tracing: TracingSettings

    /// Reads `PUNCTUAL_…` and Dapr's own variables.
    ///
    /// - Throws: `SettingsError`, `RedisError` or `DaprError`, each naming what is wrong.
    init(_ settings: Settings, environment: [String: String]) throws {
        host = settings.string("PUNCTUAL_HOST", default: "127.0.0.1")
        port = try settings.int("PUNCTUAL_PORT", default: 8080, in: 0...65_535)
        // The URL may hold a password.
        redis = try RedisConfiguration(url: settings.secret("PUNCTUAL_REDIS_URL")?.value ?? "redis://127.0.0.1:6379")
        redis.connections = try settings.int("PUNCTUAL_REDIS_CONNECTIONS", default: 2, in: 1...16)
        namespace = settings.string("PUNCTUAL_NAMESPACE", default: "punctual")
        acceptsUnsafeRedis = try settings.bool("PUNCTUAL_ACCEPT_UNSAFE_REDIS", default: false)
        pubsub = settings.string("PUNCTUAL_PUBSUB", default: "pubsub")
        appID = settings.string("APP_ID", default: "reminder-engine")
        appToken = settings.secret("APP_API_TOKEN")
        tracing = try TracingSettings(settings)
        engine = ReminderEngine.Configuration()
        engine.jobsGrace = try settings.duration("PUNCTUAL_JOBS_GRACE", default: .seconds(2), in: .zero ... .seconds(60))
        engine.handoffLead = try settings.duration("PUNCTUAL_HANDOFF_LEAD", default: .seconds(2), in: .zero ... .seconds(3600))
        engine.handoffConcurrency = try settings.int("PUNCTUAL_HANDOFF_CONCURRENCY", default: 48, in: 1...512)
        engine.lease = try settings.duration("PUNCTUAL_LEASE", default: .seconds(4), in: .seconds(1) ... .seconds(300))
        engine.retention = try settings.duration("PUNCTUAL_RETENTION", default: .seconds(86_400), in: .seconds(1) ... .seconds(31_536_000))
        // The sidecar would hang for thirty seconds while its scheduler is away. Half a second for the probe, because a
        // reminder whose job does not come is to fire within a second of its time.
        let deadlines = DaprDeadlines(jobs: .seconds(2), probe: .milliseconds(500), bulkPublish: engine.lease)
        dapr = try DaprConfiguration(environment: environment, deadlines: deadlines)
        engine.publishing.maximumAttempts = try settings.int("PUNCTUAL_PUBLISH_ATTEMPTS", default: 100, in: 1...10_000)
    }
}
