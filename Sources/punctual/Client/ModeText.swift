import ReminderClient

/// The delivery mode and the ledger in words.
enum ModeText {
    static func lines(_ mode: EngineMode) -> [String] {
        var lines = [
            "mode     \(mode.configured), in effect \(mode.effective)",
            "breaker  \(mode.breaker.state) since \(ReminderText.seconds(mode.breaker.since)): \(Printable.text(mode.breaker.reason))",
        ]
        if let counts = mode.counts {
            lines.append("pending  \(counts.pending) (jobs \(counts.jobs), sweeper \(counts.sweeper))")
            lines.append(
                "firing   \(counts.firing)   dead \(counts.dead)   finished \(counts.finished)   to withdraw \(counts.withdrawals)"
            )
            lines.append("overdue  \(mode.oldestOverdue) ms")
        } else {
            lines.append("pending  unknown: the ledger does not answer")
        }
        lines.append("tick     \(mode.lastTick.map(ReminderText.seconds) ?? "none yet")")
        return lines
    }
}
