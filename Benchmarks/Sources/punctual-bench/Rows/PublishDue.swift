import Glibc
import JSON
import LocalProcess
import Reminders
import RemindersRedis

/// P4: due → published, settled, through the local sidecar into the Redis stream.
struct PublishDue: Scenario {
    let isQuick: Bool
    let id = "P4"
    var what: String { "due → published through the local sidecar in bulk, \(isQuick ? "20k" : "300k") due" }
    let unit = "/s"
    let limitName = "bare bulk publisher"
    let target = Target.reported("≥ 30,000 and ≥ 0.9 (goal)")

    func run(punctual: String) async throws -> Run {
        let count = isQuick ? 20_000 : 300_000
        let limit = try await bareRate(isQuick ? 20_000 : 200_000, punctual: punctual)
        return try await Stack.with(punctual: punctual, mode: .fallback) { stack in
            let now = Instant.wall
            try await stack.ledger.load(count) { _ in now - .seconds(1) }
            let sidecar = try await stack.startSidecar()
            let redisBefore = CPUMeter.seconds(stack.redis.pid)
            let sidecarBefore = CPUMeter.seconds(sidecar.pid)
            let engine = try await stack.startEngine()
            let stream = Stream(client: stack.ledger.client)
            try await stream.waitForLength(count, seconds: 300)
            let perThousand = { (seconds: Double) in seconds / Double(count) * 1000 }
            let cpu = [
                ("engine", perThousand(CPUMeter.seconds(engine.pid))),
                ("redis", perThousand(CPUMeter.seconds(stack.redis.pid) - redisBefore)),
                ("sidecar", perThousand(CPUMeter.seconds(sidecar.pid) - sidecarBefore)),
            ]
            let span = try await stream.span()
            try await Task.sleep(for: .milliseconds(300))
            let finished = try await stack.ledger.store.counts().finished
            let length = try await stream.length()
            if finished != count || length != count { throw BenchError("\(count) due, \(length) published, \(finished) settled") }
            await engine.end()
            await sidecar.end()
            let seconds = Double((span.last - span.first).wholeMilliseconds) / 1000
            return Run(value: Double(count) / seconds, limit: limit, cpu: cpu)
        }
    }

    /// Ready-made requests of 250 events, as many under way as the sweeper has.
    private func bareRate(_ count: Int, punctual: String) async throws -> Double {
        try await Stack.with(punctual: punctual, mode: .fallback) { stack in
            let sidecar = try await stack.startSidecar()
            let load = HTTPLoad(port: stack.sidecarPort, connections: 6)
            let request = Self.bulk(load)
            let result = try load.run(rate: nil, count: count / 250, deadline: 120) { $1 += request }
            let length = try await Stream(client: stack.ledger.client).length()
            await sidecar.end()
            if result.failed > 0 || length != count {
                throw BenchError("\(length) of \(count) were published, \(result.failed) requests failed")
            }
            return Double(count) / result.seconds
        }
    }

    private static func bulk(_ load: HTTPLoad) -> [UInt8] {
        let now = Instant.wall
        var random = SystemRandomNumberGenerator()
        var body: [UInt8] = Array("[".utf8)
        for place in 0..<250 {
            var reminder = Reminder(
                id: ReminderID(random: &random),
                userID: "user-\(place)",
                due: now,
                data: RawJSON(unchecked: Array(Bodies.data.utf8)),
                createdAt: now
            )
            reminder.firedAt = now
            let event = ReminderEvent(kind: .triggered, reminder: reminder, timestamp: now).cloudEvent(source: "reminder-engine")
            body += Array(#"\#(place == 0 ? "" : ","){"entryId":"\#(place)","event":"#.utf8) + event
            body += Array(#","contentType":"application/cloudevents+json","metadata":{"partitionKey":"user-\#(place)"}}"#.utf8)
        }
        body += Array("]".utf8)
        return load.head("POST", "/v1.0/publish/bulk/pubsub/reminders", bodyBytes: body.count) + body
    }
}
