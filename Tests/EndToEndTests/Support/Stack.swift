import Curl
import JSON
import LocalProcess
import Logging
import Testing

/// Real processes for one test: a private Redis, engines with their sidecars, and a listener with its own.
struct Stack: Sendable {
    /// One replica: an engine and its sidecar.
    struct Replica: Sendable {
        let enginePort: Int
        let sidecarPort: Int
        let controlPort: Int
        let engine: ChildProcess
        let sidecar: ChildProcess
    }

    let redis: RedisServer
    let folder: String
    let listener: Listener
    let replicas: [Replica]
    private let listenerSidecar: ChildProcess
    private let http = CurlClient(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })

    /// Starts everything, runs `body`, and ends everything by pid.
    static func with(
        replicas: Int = 1,
        jobs: Bool = true,
        environment: [String: String] = [:],
        _ body: @Sendable (Stack) async throws -> Void
    ) async throws {
        var options = RedisServerOptions()
        options.persistence = .appendOnly
        try await RedisServer.withServer(options) { redis in
            try await TemporaryDirectory.with(prefix: "punctual-e2e-") { folder in
                let stack = try await Stack(redis, folder.path, replicas: replicas, jobs: jobs, environment: environment)
                do { try await body(stack) } catch {
                    await stack.stop()
                    throw error
                }
                await stack.stop()
            }
        }
    }

    private init(_ redis: RedisServer, _ folder: String, replicas count: Int, jobs: Bool, environment: [String: String]) async throws {
        self.redis = redis
        self.folder = folder
        listener = try await Listener.start()
        try ResourceFiles.write(to: folder + "/resources", redis: "127.0.0.1:\(redis.port)")
        listenerSidecar = try Self.sidecar("listener", app: listener.port, http: try FreePort.next(), control: nil, jobs: false, folder)
        var replicas: [Replica] = []
        for _ in 0..<count {
            let (enginePort, sidecarPort, controlPort) = (try FreePort.next(), try FreePort.next(), try FreePort.next())
            let sidecar = try Self.sidecar("reminder-engine", app: enginePort, http: sidecarPort, control: controlPort, jobs: jobs, folder)
            let engine = try Self.engine(port: enginePort, sidecar: sidecarPort, redis: redis, folder, environment)
            replicas.append(
                Replica(enginePort: enginePort, sidecarPort: sidecarPort, controlPort: controlPort, engine: engine, sidecar: sidecar)
            )
        }
        self.replicas = replicas
        for replica in replicas {
            try await eventually("the engine is ready: \(replica.engine.logTail())") { stack in
                try await stack.call(.get, "/readyz", on: replica).status == 200
            }
            try await eventually("the sidecar is ready: \(replica.sidecar.logTail())") { stack in
                let url = "http://127.0.0.1:\(replica.sidecarPort)/v1.0/healthz"
                return try await stack.http.send(CurlRequest(.get, url)).status == 204
            }
            if jobs {
                try await eventually("Jobs is trusted") { stack in
                    try await stack.call(.get, "/v1/mode", on: replica).json["effective"]?.string == "jobs"
                }
            }
        }
    }

    static func engine(
        port: Int,
        sidecar: Int,
        redis: RedisServer,
        _ folder: String,
        _ environment: [String: String] = [:]
    ) throws -> ChildProcess {
        var variables = ["DAPR_HTTP_PORT": String(sidecar), "PUNCTUAL_PORT": String(port), "PUNCTUAL_REDIS_URL": redis.url]
        variables.merge(environment) { $1 }
        return try ChildProcess.start(
            ProcessLaunch(try Binary.path(), arguments: ["engine"], environment: variables, logFile: "\(folder)/engine-\(port).log")
        )
    }

    private static func sidecar(_ appID: String, app: Int, http: Int, control: Int?, jobs: Bool, _ folder: String) throws -> ChildProcess {
        var arguments = [
            "sidecar", "--app-id", appID, "--app-port", String(app), "--dapr-http-port", String(http), "--resources-path",
            folder + "/resources",
        ]
        if !jobs { arguments += ["--scheduler-host-address", ""] }
        if let control { arguments += ["--control-port", String(control)] }
        return try ChildProcess.start(
            ProcessLaunch(try Binary.path(), arguments: arguments, environment: [:], logFile: "\(folder)/sidecar-\(http).log")
        )
    }

    private func stop() async {
        let processes = replicas.flatMap { [$0.engine, $0.sidecar] } + [listenerSidecar]
        for process in processes { process.resume() }
        for process in processes where process.isRunning { process.terminate() }
        for process in processes { _ = try? await process.waitUntilExit(deadline: .seconds(10)) }
        for process in processes where process.isRunning { process.kill() }
        listener.stop()
        await http.shutdown()
    }
}

extension Stack {
    struct Answer: Sendable {
        let status: Int
        let json: JSONValue
        let text: String
    }

    /// Calls the API of a replica; of the first when none is named.
    func call(_ method: CurlMethod, _ path: String, _ body: JSONValue? = nil, on replica: Replica? = nil) async throws -> Answer {
        let port = (replica ?? replicas[0]).enginePort
        let answer = try await http.send(
            CurlRequest(
                method,
                "http://127.0.0.1:\(port)\(path)",
                headers: body == nil ? [] : [("Content-Type", "application/json")],
                body: body.map { JSONWriter.encode($0) } ?? [],
                deadline: .seconds(10)
            )
        )
        let json = answer.body.isEmpty ? JSONValue.null : (try? JSONValue(parsing: answer.body)) ?? .null
        return Answer(status: answer.status, json: json, text: String(decoding: answer.body, as: UTF8.self))
    }

    /// Sets the faults of a replica's sidecar.
    func faults(_ rules: JSONValue, on replica: Replica? = nil) async throws {
        let url = "http://127.0.0.1:\((replica ?? replicas[0]).controlPort)/faults"
        let answer = try await http.send(CurlRequest(.put, url, body: JSONWriter.encode(["seed": 7, "rules": rules] as JSONValue)))
        try #require(answer.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
    }

    @discardableResult
    func schedule(_ id: String, delay: String, on replica: Replica? = nil) async throws -> JSONValue {
        let answer = try await call(.post, "/v1/reminders", ["id": .string(id), "user_id": "ada", "delay": .string(delay)], on: replica)
        try #require(answer.status == 201, "\(answer.text)")
        return answer.json
    }

    func reminder(_ id: String) async throws -> JSONValue { try await call(.get, "/v1/reminders/\(id)").json }

    /// Waits until something holds, thirty seconds at the most. What throws meanwhile does not hold yet.
    func eventually(
        _ what: String,
        within limit: Duration = .seconds(30),
        sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: @Sendable (Stack) async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if let holds = try? await condition(self), holds { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        let logs = replicas.map { $0.engine.logTail(bytes: 600) }.joined(separator: "\n")
        Issue.record("not within \(limit): \(what)\n\(logs)", sourceLocation: sourceLocation)
        throw CancellationError()
    }
}
