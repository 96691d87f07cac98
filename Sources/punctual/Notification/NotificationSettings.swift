import Curl
import Dapr
import Identity
import Notification
import ServiceKit

/// How a notification process is configured, by environment and flags.
struct NotificationSettings {
    var host: String
    var port: Int
    var appID: String
    var engineAppID: String
    var chatAPIAppID: String
    var dapr: DaprConfiguration
    var pubsub: String
    var stateStore: String
    /// What the sidecar shows with each call of ours, when it has one.
    var appToken: Secret?
    var identity: IdentitySettings
    /// Of tokens between services, and of links in messages. Without it messages have no links.
    var serviceSecret: Secret?
    /// Where the links in messages lead.
    var publicURL: String
    var webhookSecret: Secret?
    /// Webhooks may lead to private addresses: for trying things out on one machine.
    var allowsPrivateWebhooks: Bool
    var smtp: (server: SMTPServer, from: EmailAddress)?
    var policy: DeliveryPolicy
    var tracing: TracingSettings

    /// Reads `PUNCTUAL_…` and Dapr's own variables.
    ///
    /// - Throws: `SettingsError` or `DaprError`, each naming what is wrong.
    init(_ settings: Settings, environment: [String: String]) throws {
        host = settings.string("PUNCTUAL_HOST", default: "127.0.0.1")
        port = try settings.int("PUNCTUAL_PORT", default: 8001, in: 0...65_535)
        appID = settings.string("PUNCTUAL_NOTIFICATION_APP_ID", default: "notification")
        engineAppID = settings.string("PUNCTUAL_ENGINE_APP_ID", default: "reminder-engine")
        chatAPIAppID = settings.string("PUNCTUAL_CHAT_API_APP_ID", default: "chat-api")
        dapr = try DaprConfiguration(environment: environment)
        pubsub = settings.string("PUNCTUAL_PUBSUB", default: "pubsub")
        stateStore = settings.string("PUNCTUAL_STATESTORE", default: "statestore")
        appToken = settings.secret("APP_API_TOKEN")
        identity = try IdentitySettings(settings)
        serviceSecret = settings.secret("PUNCTUAL_SERVICE_SECRET")
        publicURL = settings.string("PUNCTUAL_PUBLIC_URL", default: "http://\(host):\(port)")
        guard publicURL.hasPrefix("http://") || publicURL.hasPrefix("https://") else {
            throw SettingsError(.invalid, name: "PUNCTUAL_PUBLIC_URL", message: "An http or https URL is needed.")
        }
        webhookSecret = settings.secret("PUNCTUAL_WEBHOOK_SECRET")
        allowsPrivateWebhooks = try settings.bool("PUNCTUAL_WEBHOOK_ALLOW_PRIVATE", default: false)
        smtp = try Self.smtp(settings)
        policy = DeliveryPolicy()
        policy.deadlines[.webhook] = try settings.duration(
            "PUNCTUAL_WEBHOOK_TIMEOUT",
            default: .seconds(8),
            in: .seconds(1) ... .seconds(60)
        )
        policy.deadlines[.email] = try settings.duration("PUNCTUAL_SMTP_TIMEOUT", default: .seconds(30), in: .seconds(1) ... .seconds(600))
        tracing = try TracingSettings(settings)
    }

    private static func smtp(_ settings: Settings) throws(SettingsError) -> (server: SMTPServer, from: EmailAddress)? {
        let from = settings.string("PUNCTUAL_SMTP_FROM")
        // The URL may hold a password.
        guard let url = settings.secret("PUNCTUAL_SMTP_URL") else { return nil }
        guard let server = SMTPServer(url: url.value) else {
            let form = "smtp://[user:password@]host[:port][?tls=off|opportunistic|required], or smtps."
            throw SettingsError(.invalid, name: "PUNCTUAL_SMTP_URL", message: "A URL of this form is needed: \(form)")
        }
        guard let address = from.flatMap({ EmailAddress($0) }) else {
            throw SettingsError(
                from == nil ? .missing : .invalid,
                name: "PUNCTUAL_SMTP_FROM",
                message: "The address that mail comes from is needed."
            )
        }
        return (server, address)
    }
}
