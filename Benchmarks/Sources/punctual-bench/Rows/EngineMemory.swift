import LocalProcess
import Reminders

/// P8: resident memory of the engine with many pending, and whether it grows with their number.
struct EngineMemory: Scenario {
    let isQuick: Bool
    let id = "P8"
    var what: String { "engine resident memory, \(isQuick ? "100k" : "1M") pending, just loaded by batches" }
    let unit = "MiB"
    let limitName = ""
    let target = Target.atMost(64)

    func run(punctual: String) async throws -> Run {
        let (few, many) = isQuick ? (10_000, 100_000) : (100_000, 1_000_000)
        return try await Stack.with(punctual: punctual, mode: .fallback) { stack in
            let engine = try await stack.startEngine()
            let idle = ProcFile.mebibytes("VmRSS", pid: engine.pid)
            let load = HTTPLoad(port: stack.enginePort, connections: 4)
            let base = Instant.wall + .seconds(3600)
            func add(_ count: Int) throws {
                let result = try load.run(rate: nil, count: count / 1000, deadline: 300) { index, output in
                    let body = Bodies.batch(count: 1000, firstUser: index * 1000, users: 10_000, due: base + .seconds(index), step: 31)
                    output += load.head("POST", "/v1/reminders/batch", bodyBytes: body.count) + body
                }
                if result.failed > 0 { throw BenchError("\(result.failed) batches failed") }
            }
            try add(few)
            let early = ProcFile.mebibytes("VmRSS", pid: engine.pid)
            try add(many - few)
            let late = ProcFile.mebibytes("VmRSS", pid: engine.pid)
            try await stack.ledger.expectPending(many)
            try await Task.sleep(for: .seconds(3))
            let settled = ProcFile.mebibytes("VmRSS", pid: engine.pid)
            let peak = ProcFile.mebibytes("VmHWM", pid: engine.pid)
            await engine.end()
            return Run(
                value: late,
                limit: nil,
                details: [("idle", idle), ("at \(few / 1000)k", early), ("3 s later", settled), ("peak", peak)]
            )
        }
    }
}
