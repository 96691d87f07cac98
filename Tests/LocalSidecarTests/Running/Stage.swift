import Curl
import JSON
import LocalProcess
import Logging
import Testing

@testable import LocalSidecar

/// A sidecar in this process between a private Redis and a scripted application.
struct Stage: Sendable {
    let app: ScriptedApp
    let sidecar: LocalSidecar
    let redis: RedisServer
    let ports: LocalSidecar.Ports
    let client: CurlClient

    static func pubsub(_ redis: RedisServer) -> (name: String, text: String) {
        (
            "pubsub.yaml",
            """
            kind: Component
            metadata: {name: pubsub}
            spec: {type: pubsub.redis, version: v1, metadata: [{name: redisHost, value: "127.0.0.1:\(redis.port)"}]}
            ---
            kind: Component
            metadata: {name: store}
            spec: {type: state.redis, version: v1, metadata: [{name: redisHost, value: "127.0.0.1:\(redis.port)"}]}
            ---
            apiVersion: dapr.io/v2alpha1
            kind: Subscription
            metadata: {name: events}
            spec: {pubsubname: pubsub, topic: events, deadLetterTopic: dead, routes: {default: /events}}
            """
        )
    }

    /// Runs the body with everything up, and takes everything down again.
    static func run(
        faults: [FaultRule] = [],
        seed: UInt64 = 0,
        _ change: (inout SidecarConfiguration) -> Void = { _ in },
        _ body: @Sendable (Stage) async throws -> Void
    ) async throws {
        try await RedisServer.withServer { redis in
            let app = ScriptedApp()
            try await app.serve { appPort in
                var configuration = SidecarConfiguration(appID: "app", appPort: appPort)
                configuration.httpPort = 0
                configuration.controlPort = 0
                configuration.metricsPort = 0
                configuration.resources = [pubsub(redis)]
                configuration.faults = faults
                configuration.seed = seed
                change(&configuration)
                let sidecar = try LocalSidecar(configuration, logger: silent)
                let client = CurlClient(.init(deadline: .seconds(40)), logger: silent)
                let running = Task { try await sidecar.run() }
                do {
                    let ports = try await sidecar.ports()
                    let stage = Stage(app: app, sidecar: sidecar, redis: redis, ports: ports, client: client)
                    try await eventually { sidecar.isReady }
                    try await body(stage)
                } catch {
                    running.cancel()
                    _ = try? await running.value
                    await client.shutdown()
                    throw error
                }
                sidecar.shutdown()
                _ = try await running.value
                await client.shutdown()
            }
        }
    }

    func call(
        _ method: CurlMethod,
        _ path: String,
        _ body: String = "",
        control: Bool = false,
        headers: [(name: String, value: String)] = []
    )
        async throws -> CurlResponse
    {
        let port = control ? ports.control : ports.http
        var headers = headers
        if !headers.contains(where: { $0.name == "Content-Type" }) { headers.append(("Content-Type", "application/json")) }
        return try await client.send(CurlRequest(method, "http://127.0.0.1:\(port)\(path)", headers: headers, body: Array(body.utf8)))
    }

    func schedule(_ name: String, _ job: String) async throws -> Int {
        try await call(.post, "/v1.0/jobs/\(name)", job).status
    }

    /// Journal entries of a kind, once there are so many.
    func entries(_ kind: JournalEntry.Kind, _ count: Int) async throws -> [JournalEntry] {
        try await eventually { sidecar.journal().filter { $0.kind == kind }.count >= count }
        return sidecar.journal().filter { $0.kind == kind }
    }
}

/// Waits until the condition holds; throws when it does not within fifteen seconds.
func eventually(_ condition: () async throws -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(15)
    while ContinuousClock.now < deadline {
        if try await condition() { return }
        try await Task.sleep(for: .milliseconds(5))
    }
    throw NeverHappened()
}

struct NeverHappened: Error {}
