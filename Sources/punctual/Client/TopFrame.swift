import ReminderClient

/// One look at an engine.
struct TopFrame: Sendable {
    var instant: ContinuousClock.Instant
    var mode: EngineMode
    var next: [ReminderRecord]
    var accepted: Double
    var fired: Double
    var failed: Double
    var residentBytes: Double?

    static func look(_ client: ReminderClient) async throws(ReminderClientError) -> TopFrame {
        let mode = try await client.mode()
        let metrics = try await client.metrics()
        // While the ledger is away, there is no list; the rest is worth seeing.
        let next = mode.counts == nil ? [] : try await client.list(ReminderFilter(state: "scheduled"), limit: 10).reminders
        return TopFrame(
            instant: .now,
            mode: mode,
            next: next,
            accepted: metrics.sum("punctual_reminders_accepted_total") ?? 0,
            fired: metrics.sum("punctual_reminders_fired_total") ?? 0,
            failed: metrics.sum("punctual_publish_failures_total") ?? 0,
            residentBytes: metrics.sum("process_resident_memory_bytes")
        )
    }

    /// - Parameter before: the look before this one, for rates.
    func lines(since before: TopFrame?, address: String) -> [String] {
        var lines = ["punctual  \(address)"] + ModeText.lines(mode)
        lines.append(
            "rates    accepted \(rate(\.accepted, before))   fired \(rate(\.fired, before))   failed publishes \(rate(\.failed, before))"
        )
        if let residentBytes { lines.append("memory   \(Int(residentBytes) >> 20) MiB") }
        lines.append("")
        lines += next.isEmpty ? ["Nothing is scheduled."] : ReminderText.table(next)
        return lines
    }

    private func rate(_ count: KeyPath<TopFrame, Double>, _ before: TopFrame?) -> String {
        guard let before, before.instant < instant else { return "–" }
        let elapsed = before.instant.duration(to: instant) / .seconds(1)
        // A count that went back is that of a restarted engine.
        let more = max(self[keyPath: count] - before[keyPath: count], 0)
        return "\(Int((more / elapsed).rounded()))/s"
    }
}
