import Curl
import JSON
import LocalProcess
import Testing

@Suite("Replicas and crashes, over real processes", .serialized, .timeLimit(.minutes(5)))
struct ReplicaTests {
    @Test("an engine killed between claim and publish: another one fires under the same event id")
    func killed() async throws {
        try await Stack.with(replicas: 2, jobs: false) { stack in
            let (first, second) = (stack.replicas[0], stack.replicas[1])
            // Whatever the first one publishes hangs until it is dead. The second one sleeps while the first claims.
            try await stack.faults([["point": "publish", "effect": "hang", "delay": "20s"]], on: first)
            second.engine.freeze()
            try await stack.schedule("orphan", delay: "1s", on: first)
            try await stack.eventually("the first one has claimed it") { stack in
                try await stack.call(.get, "/v1/reminders/orphan", on: first).json["state"]?.string == "firing"
            }
            first.engine.kill()
            second.engine.resume()
            try await stack.eventually("the second one fires it") { !$0.listener.events(of: "orphan").isEmpty }
            #expect(Set(stack.listener.events(of: "orphan").map(\.eventID)) == ["orphan:1"])
            let fired = try await stack.call(.get, "/v1/reminders/orphan", on: second).json
            #expect(fired["attempts"]?.int == 1)
        }
    }

    @Test("two replicas share the work, and no reminder fires twice", arguments: [true, false])
    func shared(jobs: Bool) async throws {
        try await Stack.with(replicas: 2, jobs: jobs) { stack in
            for index in 0..<200 {
                try await stack.schedule("shared-\(index)", delay: "\(2500 + index * 10)ms", on: stack.replicas[index % 2])
            }
            try await stack.eventually("all arrive") { Set($0.listener.received.map(\.reminderID)).count == 200 }
            try await Task.sleep(for: .seconds(1))
            #expect(stack.listener.received.count == 200)
            // Jobs spreads its triggers over the replicas. Sweepers race for what is due, and the quicker one may win every time.
            for replica in jobs ? stack.replicas : [] {
                let metrics = try await stack.call(.get, "/metrics", on: replica).text
                let fired = metrics.split(separator: "\n").filter { $0.hasPrefix("punctual_reminders_fired_total{") }
                    .compactMap { $0.split(separator: " ").last.flatMap { Double($0) } }.reduce(0, +)
                #expect(fired > 0, "\(fired)")
            }
        }
    }

    @Test("SIGTERM ends an engine that is at work, and leaves nothing claimed")
    func terminated() async throws {
        try await Stack.with(jobs: false) { stack in
            for index in 0..<300 { try await stack.schedule("busy-\(index)", delay: "1500ms") }
            try await stack.eventually("it has begun to fire") { !$0.listener.received.isEmpty }
            stack.replicas[0].engine.terminate()
            let status = try await stack.replicas[0].engine.waitUntilExit(deadline: .seconds(10))
            #expect(status == .exited(0))
            let claimed = try await LedgerProbe.claimed(stack.redis)
            #expect(claimed == 0)
        }
    }

    @Test("a Redis that could evict reminders is refused with the setting's name; and taken when that is accepted")
    func unsafeRedis() async throws {
        var options = RedisServerOptions()
        options.persistence = .appendOnly
        options.settings = ["maxmemory-policy": "allkeys-lru"]
        try await RedisServer.withServer(options) { redis in
            try await TemporaryDirectory.with(prefix: "punctual-e2e-") { folder in
                let engine = try Stack.engine(port: 0, sidecar: try FreePort.next(), redis: redis, folder.path)
                #expect(try await engine.waitUntilExit(deadline: .seconds(20)) == .exited(1))
                #expect(engine.logTail().contains("Set maxmemory-policy to noeviction"))
                let accepting = try Stack.engine(
                    port: 0,
                    sidecar: try FreePort.next(),
                    redis: redis,
                    folder.path,
                    ["PUNCTUAL_ACCEPT_UNSAFE_REDIS": "true"]
                )
                try await Task.sleep(for: .seconds(1))
                #expect(accepting.isRunning)
                accepting.terminate()
                #expect(try await accepting.waitUntilExit(deadline: .seconds(10)) == .exited(0))
            }
        }
    }
}
