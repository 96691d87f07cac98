import Glibc
import LocalProcess
import Logging
import Redis
import Reminders
import RemindersRedis
import ServiceLifecycle

/// P3: due → claimed → settled by an engine in this process, whose publisher does nothing.
struct SweepOnly: Scenario {
    let isQuick: Bool
    let id = "P3"
    var what: String { "due → claimed → settled, sweeper alone, \(isQuick ? "50k" : "1M") due" }
    let unit = "/s"
    let limitName = "bare claim + settle"
    let target = Target.reported("≥ 100,000 (goal)")

    func run(punctual: String) async throws -> Run {
        let count = isQuick ? 50_000 : 1_000_000
        let limit = try await bareRate(isQuick ? 20_000 : 200_000, punctual: punctual)
        return try await Stack.with(punctual: punctual, mode: .fallback) { stack in
            let base = Instant.wall - .seconds(50)
            try await stack.ledger.load(count) { base + .milliseconds($0 % 40_000) }
            let publisher = NullPublisher()
            // As `punctual engine` has it: two connections.
            let ledger = LedgerLoader(port: stack.redis.port, connections: 2)
            let engine = ReminderEngine(
                store: ledger.store,
                carrier: NullCarrier(),
                publisher: publisher,
                clock: DisciplinedClock(),
                logger: Logger(label: "bench")
            )
            let group = ServiceGroup(
                configuration: .init(services: engine.services.map { .init(service: $0) }, logger: Logger(label: "bench"))
            )
            let meter = CPUMeter([("engine", getpid()), ("redis", stack.redis.pid)])
            let start = Instant.nanoseconds
            async let running: Void = group.run()
            while try await stack.ledger.store.counts().finished < count {
                if Instant.seconds(since: start) > 300 { throw BenchError("not drained after 300 s") }
                try await Task.sleep(for: .milliseconds(20))
            }
            let seconds = Instant.seconds(since: start)
            let cpu = meter.spent(per: count)
            await group.triggerGracefulShutdown()
            try await running
            ledger.client.shutdown()
            if publisher.published != count { throw BenchError("\(publisher.published) of \(count) were published") }
            return Run(value: Double(count) / seconds, limit: limit, cpu: cpu)
        }
    }

    /// The two scripts alone, as many under way as the sweeper has.
    private func bareRate(_ count: Int, punctual: String) async throws -> Double {
        try await Stack.with(punctual: punctual, mode: .fallback) { stack in
            let now = Instant.wall
            try await stack.ledger.load(count) { _ in now - .seconds(1) }
            let ledger = LedgerLoader(port: stack.redis.port, connections: 2)
            let start = Instant.nanoseconds
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<6 {
                    group.addTask {
                        while true {
                            let window = DueWindow(now: now, jobsGrace: .zero, limit: 500, leaseEnds: Instant.wall + .seconds(4))
                            let claims = try await ledger.store.claimDue(window).claims
                            if claims.isEmpty { return }
                            let settlements = claims.map { claim in
                                var fired = claim.reminder
                                fired.firedAt = now
                                return Settlement(claim: claim, outcome: .fired, reminder: fired)
                            }
                            for isSettled in try await ledger.store.settle(settlements, forgetAt: now + .seconds(86_400)) where !isSettled {
                                throw BenchError("a claim was lost")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            let seconds = Instant.seconds(since: start)
            ledger.client.shutdown()
            return Double(count) / seconds
        }
    }
}
