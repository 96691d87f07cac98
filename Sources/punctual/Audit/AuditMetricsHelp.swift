import ServiceKit

/// What the metrics of the audit service mean, for `# HELP` lines.
enum AuditMetricsHelp {
    static func describe(_ metrics: MetricRegistry) {
        metrics.describeEvents()
        metrics.describe("punctual_audit_entries_total", "Entries written.")
        metrics.describe("punctual_audit_repeats_total", "Events that had an entry already.")
        metrics.describe("punctual_audit_conflicts_total", "Writes that another writer was faster than.")
        metrics.describe("punctual_audit_commit_seconds", "How long writing a batch of entries took.")
        metrics.describe("punctual_audit_batch_entries", "Events in one write.")
    }
}
