import ReminderClient

/// What is right and wrong with an engine, and what to do about it. Pure.
struct Diagnosis: Sendable, Equatable {
    enum Level: String, Sendable {
        case good = "ok"
        case note
        case bad
    }

    struct Finding: Sendable, Equatable {
        var level: Level
        var what: String
        /// What to do; empty when nothing is to be done.
        var advice = ""
    }

    private(set) var findings: [Finding] = []

    var isHealthy: Bool { !findings.contains { $0.level == .bad } }

    mutating func add(_ level: Level, _ what: String, _ advice: String = "") {
        findings.append(Finding(level: level, what: what, advice: advice))
    }

    /// - Parameters:
    ///   - waits: what the engine is waiting for before it is ready.
    ///   - mode: nil when it could not be asked for.
    mutating func judge(waits: [EngineWait], mode: EngineMode?) {
        if waits.isEmpty { add(.good, "the engine is ready") }
        for wait in waits {
            add(.bad, "the engine waits for \(wait.name): \(wait.reason)", wait.name == "ledger" ? Self.redisAdvice : "")
        }
        guard let mode else { return }
        judgeDelivery(mode)
        guard let counts = mode.counts else {
            return add(.bad, "the ledger does not answer", Self.redisAdvice)
        }
        add(.good, "\(counts.pending) reminders are pending, \(counts.firing) are being published")
        if mode.oldestOverdue > 5_000 {
            add(
                .bad,
                "a reminder is overdue by \(mode.oldestOverdue) ms",
                "Look at the log for failing publishes: is the pub/sub component up?"
            )
        }
        if counts.dead > 0 {
            add(
                .bad,
                "\(counts.dead) reminders ran out of attempts",
                "See why with `punctual list --state dead --json`, then drive them again on the operations page."
            )
        }
        if counts.withdrawals > 1_000 {
            add(
                .note,
                "\(counts.withdrawals) jobs of cancelled reminders are still to be taken back",
                "That goes on once the Jobs API answers."
            )
        }
    }

    private mutating func judgeDelivery(_ mode: EngineMode) {
        switch (mode.configured, mode.breaker.state) {
        case ("fallback", _):
            add(.note, "the sweeper alone carries reminders, because somebody said so", "Back to normal: punctual mode auto")
        case ("jobs", "open"):
            add(
                .bad,
                "the Jobs API is not healthy, and the mode insists on it: \(mode.breaker.reason)",
                "Let the sweeper step in at once: punctual mode auto"
            )
        case (_, "open"):
            add(
                .note,
                "the sweeper carries reminders, because the Jobs API is not healthy: \(mode.breaker.reason)",
                "Reminders fire on time all the same. Is the Dapr scheduler up, and the sidecar's own /v1.0/healthz good?"
            )
        default: add(.good, "the Jobs API carries reminders, the sweeper stands behind it")
        }
        if mode.lastTick == nil {
            add(
                .note,
                "the cron binding has not ticked at this replica",
                "Declare a component bindings.cron with schedule @every 1s and route /cron/sweep; the engine sweeps by itself too."
            )
        }
    }

    private static let redisAdvice = "Is Redis up at the engine's PUNCTUAL_REDIS_URL?"
}
