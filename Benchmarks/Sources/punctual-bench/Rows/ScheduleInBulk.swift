import Glibc
import LocalProcess
import Reminders

/// P2: 1,000 reminders a request, each with 150 bytes of data.
struct ScheduleInBulk: Scenario {
    let isQuick: Bool
    let id = "P2"
    var what: String { "schedule in bulk over HTTP, 1,000 a request, \(isQuick ? "50k" : "1M") reminders, 4 connections" }
    let unit = "/s"
    let limitName = "same Lua, no HTTP"
    let target = Target.atLeast(50_000)

    func run(punctual: String) async throws -> Run {
        let count = isQuick ? 50_000 : 1_000_000
        let limit = try await Stack.with(punctual: punctual, mode: .fallback) { stack in
            let base = Instant.wall + .seconds(3600)
            let start = Instant.nanoseconds
            try await stack.ledger.load(count) { base + .milliseconds($0) }
            return Double(count) / Instant.seconds(since: start)
        }
        return try await Stack.with(punctual: punctual, mode: .fallback) { stack in
            let engine = try await stack.startEngine()
            let load = HTTPLoad(port: stack.enginePort, connections: 4)
            let base = Instant.wall + .seconds(3600)
            // Twenty different requests, over and over: 10,000 users with 100 reminders each.
            let requests = (0..<20).map { index in
                let body = Bodies.batch(count: 1000, firstUser: index * 500, users: 10_000, due: base + .seconds(index), step: 997)
                return load.head("POST", "/v1/reminders/batch", bodyBytes: body.count) + body
            }
            let meter = CPUMeter([("engine", engine.pid), ("redis", stack.redis.pid), ("generator", getpid())])
            let result = try load.run(rate: nil, count: count / 1000, deadline: 300) { $1 += requests[$0 % requests.count] }
            let cpu = meter.spent(per: count)
            if result.failed > 0 { throw BenchError("\(result.failed) requests failed") }
            try await stack.ledger.expectPending(count)
            await engine.end()
            let latencies = Percentiles(result.latencies)
            return Run(
                value: Double(count) / result.seconds,
                limit: limit,
                cpu: cpu,
                details: [("p50 ms a request", latencies[0.5]), ("p99", latencies[0.99])]
            )
        }
    }
}
