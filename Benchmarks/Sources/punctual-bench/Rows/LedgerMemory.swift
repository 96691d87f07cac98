import LocalProcess
import Redis
import Reminders
import RemindersRedis

/// P7: what a pending reminder takes of Redis's memory, with all of its indexes.
struct LedgerMemory: Scenario {
    let isQuick: Bool
    /// With a task and two tags.
    let isIndexed: Bool
    let id = "P7"
    var what: String {
        "Redis memory per pending reminder, 150 B data, \(isQuick ? "200k" : "1M"), 100 a user"
            + (isIndexed ? ", with task and 2 tags" : "")
    }
    let unit = "B"
    let limitName = ""
    var target: Target { isIndexed ? .reported("–") : .atMost(450) }

    func run(punctual: String) async throws -> Run {
        let count = isQuick ? 200_000 : 1_000_000
        return try await Stack.with(punctual: punctual, mode: .fallback) { stack in
            _ = try await stack.ledger.store.counts()
            let before = try await Self.memory(stack)
            let base = Instant.wall + .seconds(3600)
            try await stack.ledger.load(count, isIndexed: isIndexed) { base + .milliseconds($0 * 37) }
            try await stack.ledger.expectPending(count)
            // Rehashing of the big hash ends by itself within a moment.
            try await Task.sleep(for: .seconds(2))
            let after = try await Self.memory(stack)
            let rss = ProcFile.mebibytes("VmRSS", pid: stack.redis.pid)
            return Run(value: (after - before) / Double(count), limit: nil, details: [("Redis RSS MiB", rss)])
        }
    }

    /// Bytes of data: used memory without the buffers of clients and of the append-only file.
    private static func memory(_ stack: Stack) async throws -> Double {
        let info = try await stack.ledger.client.send(["INFO", "memory"]).text ?? ""
        func field(_ name: String) throws -> Double {
            let line = info.split(whereSeparator: \.isNewline).first { $0.hasPrefix("\(name):") }
            guard let value = line?.split(separator: ":").last.flatMap({ Double($0) }) else { throw BenchError("INFO has no \(name)") }
            return value
        }
        return try field("used_memory") - field("mem_clients_normal") - field("mem_aof_buffer")
    }
}
