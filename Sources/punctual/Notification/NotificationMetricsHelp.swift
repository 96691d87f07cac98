import ServiceKit

/// What the metrics of the notification service mean, for `# HELP` lines.
enum NotificationMetricsHelp {
    static func describe(_ metrics: MetricRegistry) {
        metrics.describe("punctual_notifications_total", "Attempts to tell somebody something, by channel and what came of it.")
        metrics.describe("punctual_notification_seconds", "How long a channel took.")
    }
}
