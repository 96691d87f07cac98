import ServiceKit

/// What the engine's metrics mean, for `# HELP` lines.
enum EngineMetricsHelp {
    static func describe(_ metrics: MetricRegistry) {
        for (name, help) in texts { metrics.describe(name, help) }
    }

    private static let texts = [
        ("http_server_request_duration_seconds", "Requests, by route, method and status."),
        ("punctual_reminders_accepted_total", "Reminders accepted, by what made them durable."),
        ("punctual_reminders_cancelled_total", "Reminders cancelled."),
        ("punctual_reminders_fired_total", "Reminders whose event was published, by who woke them."),
        ("punctual_fire_lag_seconds", "From a reminder's time to its publishing."),
        ("punctual_reminders_died_total", "Reminders that ran out of attempts."),
        ("punctual_reminders_forgotten_total", "Finished reminders whose retention ended."),
        ("punctual_jobs_handovers_total", "Reminders offered to the Jobs API, by what became of it."),
        ("punctual_jobs_handover_seconds", "How long handing a reminder to the Jobs API took."),
        ("punctual_publish_failures_total", "Events that were not seen to be published: nothing got through, or only this one failed."),
        ("punctual_claims_recovered_total", "Claims taken over after their lease ended."),
        ("punctual_leases_lost_total", "Claims that were settled after another replica had taken them over."),
        ("punctual_unknown_jobs_total", "Triggers of jobs that are no reminder's."),
        ("punctual_unreadable_records_total", "Records of the ledger that could not be read, each time one was met."),
        ("punctual_redis_call_seconds", "Calls to Redis, by script."),
        ("punctual_sidecar_call_seconds", "Calls to the Dapr sidecar."),
    ]
}
