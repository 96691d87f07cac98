import ServiceKit

/// What chat-api's metrics mean, for `# HELP` lines.
enum ChatAPIMetricsHelp {
    static func describe(_ metrics: MetricRegistry) {
        metrics.describeEvents()
        metrics.describe("punctual_task_operations_total", "Changes of tasks, by what was done.")
        metrics.describe("punctual_event_publish_seconds", "From the commit of a change to the publishing of its event.")
    }
}
