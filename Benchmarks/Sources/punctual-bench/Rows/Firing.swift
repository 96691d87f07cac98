import Glibc
import LocalProcess
import Reminders

/// Reminders scheduled through the API, fired by the sweeper, and looked at in the broker.
enum Firing {
    struct Outcome {
        var entries: [Stream.Entry]
        var cpu: [(name: String, seconds: Double)]

        /// From the due time to the entry in the broker: everything between, the sidecar included.
        var lags: Percentiles { Percentiles(entries.map { Double(($0.stored - $0.due).wholeMilliseconds) }) }
        /// From the due time to the moment the engine begins to publish.
        var startLags: Percentiles { Percentiles(entries.map { Double(($0.fired - $0.due).wholeMilliseconds) }) }
        var early: Int { entries.count { $0.stored < $0.due || $0.fired < $0.due } }
    }

    /// Schedules `count` reminders `step` ms apart from `lead` seconds on, and waits until all were published.
    ///
    /// - Throws: when one is missing or came twice.
    static func observe(punctual: String, count: Int, perMillisecond: Int, lead: Double) async throws -> Outcome {
        try await Stack.with(punctual: punctual, mode: .fallback) { stack in
            let sidecar = try await stack.startSidecar()
            let engine = try await stack.startEngine()
            let load = HTTPLoad(port: stack.enginePort, connections: 2)
            let first = Instant.wall + .milliseconds(Int(lead * 1000))
            // Those of one batch share an instant when all do (perMillisecond 0), else they follow each other.
            let result = try load.run(rate: nil, count: count / 1000, deadline: lead) { index, output in
                let due = perMillisecond == 0 ? first : first + .milliseconds(index * 1000 / perMillisecond)
                let step = perMillisecond == 0 ? 0 : 1
                let body = Bodies.batch(count: 1000, firstUser: index * 1000, users: 10_000, due: due, step: step)
                output += load.head("POST", "/v1/reminders/batch", bodyBytes: body.count) + body
            }
            if result.failed > 0 { throw BenchError("\(result.failed) batches were not accepted") }
            if Instant.wall >= first { throw BenchError("the first was due before the last was accepted") }
            let meter = CPUMeter([("engine", engine.pid), ("redis", stack.redis.pid), ("sidecar", sidecar.pid)])
            let stream = Stream(client: stack.ledger.client)
            let span = perMillisecond == 0 ? 0 : Double(count / perMillisecond) / 1000
            try await stream.waitForLength(count, seconds: lead + span + 60, every: .milliseconds(500))
            let cpu = meter.spent(per: count)
            try await Task.sleep(for: .milliseconds(500))
            await engine.end()
            await sidecar.end()
            let entries = try await stream.entries()
            let distinct = Set(entries.map(\.eventID)).count
            if entries.count != count || distinct != count {
                throw BenchError("\(count) due, \(entries.count) events, \(distinct) distinct")
            }
            return Outcome(entries: entries, cpu: cpu)
        }
    }
}
