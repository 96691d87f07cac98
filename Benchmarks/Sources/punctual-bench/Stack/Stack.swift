import Curl
import FoundationEssentials
import LocalProcess
import Logging
import Redis
import Reminders
import RemindersRedis

/// Private processes for one run: Redis with AOF everysec, an engine and its local sidecar, on free ports of 127.0.0.1.
final class Stack: Sendable {
    let redis: RedisServer
    let ledger: LedgerLoader
    let punctual: String
    let enginePort: Int
    let sidecarPort: Int
    private let directory: TemporaryDirectory
    private let http = CurlClient(logger: Logger(label: "bench"))

    private init(punctual: String) async throws {
        self.punctual = punctual
        directory = try TemporaryDirectory(prefix: "punctual-bench-")
        redis = try await RedisServer.start(RedisServerOptions(persistence: .appendOnly))
        ledger = LedgerLoader(port: redis.port)
        enginePort = try FreePort.next()
        sidecarPort = try FreePort.next()
    }

    /// Runs `body` with a Redis of its own and ends everything afterwards.
    static func with<Result>(punctual: String, mode: DeliveryMode, _ body: (Stack) async throws -> Result) async throws -> Result {
        let stack = try await Stack(punctual: punctual)
        do {
            try await stack.ledger.store.setMode(mode)
            let result = try await body(stack)
            await stack.stop()
            return result
        } catch {
            await stack.stop()
            throw error
        }
    }

    /// Starts the engine, which takes its sidecar to be on ``sidecarPort``, and waits until it is ready.
    func startEngine() async throws -> ChildProcess {
        var environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("PUNCTUAL_") && !$0.key.hasPrefix("DAPR_") }
        environment["DAPR_HTTP_PORT"] = String(sidecarPort)
        let url = "redis://127.0.0.1:\(redis.port)"
        let arguments = ["engine", "--port", String(enginePort), "--redis-url", url, "--log-level", "warning"]
        let engine = try start("engine", arguments, environment)
        try await waitFor("http://127.0.0.1:\(enginePort)/readyz", engine)
        return engine
    }

    /// Starts the local sidecar of the engine and waits until it answers.
    func startSidecar() async throws -> ChildProcess {
        let resources = directory.path + "/resources"
        try SidecarResources.write(to: resources, redisPort: redis.port)
        let arguments = [
            "sidecar", "--app-id", "reminder-engine", "--app-port", String(enginePort), "--dapr-http-port", String(sidecarPort),
            "--resources-path", resources, "--log-level", "error", "--journal-entries", "0",
        ]
        let sidecar = try start("sidecar", arguments, ProcessInfo.processInfo.environment)
        try await waitFor("http://127.0.0.1:\(sidecarPort)/v1.0/healthz/outbound", sidecar)
        return sidecar
    }

    private func start(_ name: String, _ arguments: [String], _ environment: [String: String]) throws -> ChildProcess {
        let log = "\(directory.path)/\(name).log"
        return try ChildProcess.start(ProcessLaunch(punctual, arguments: arguments, environment: environment, logFile: log))
    }

    private func waitFor(_ url: String, _ process: ChildProcess) async throws {
        let start = Instant.nanoseconds
        while Instant.seconds(since: start) < 10 {
            if let response = try? await http.send(CurlRequest(.get, url, deadline: .seconds(1))), response.status < 300 { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw BenchError("\(url) does not answer\n\(process.logTail())")
    }

    private func stop() async {
        await http.shutdown()
        ledger.client.shutdown()
        await redis.stop()
        directory.remove()
    }
}

extension ChildProcess {
    /// Ends it and returns when it is gone.
    func end() async {
        terminate()
        if (try? await waitUntilExit(deadline: .seconds(10))) == nil {
            kill()
            _ = try? await waitUntilExit(deadline: .seconds(10))
        }
    }
}
