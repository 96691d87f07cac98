import Curl
import LocalProcess
import Testing

@testable import LocalSidecar

@Suite("A running sidecar", .timeLimit(.minutes(2)))
struct SidecarTests {
    @Test("a job fires once and is gone, and its metrics are there under Dapr's names")
    func job() async throws {
        try await Stage.run { (stage: Stage) async throws in
            #expect(try await stage.schedule("once", #"{"dueTime":"50ms","data":"x"}"#) == 204)
            _ = try await stage.app.wait("/job/once")
            _ = try await stage.entries(.jobEnded, 1)
            #expect(try await stage.call(.get, "/v1.0/jobs/once").status == 500)
            #expect(stage.app.seen("/job/once").count == 1)
            let metrics = try await stage.client.send(CurlRequest(.get, "http://127.0.0.1:\(stage.ports.metrics)/metrics"))
            let text = String(decoding: metrics.body, as: UTF8.self)
            #expect(text.contains(#"dapr_component_job_success_count{app_id="app",namespace="default",operation="job_trigger_op"} 1"#))
            #expect(text.contains(#"dapr_scheduler_jobs_triggered_total{type="job"} 1"#))
        }
    }

    @Test("jobs survive a restart of the sidecar, and come when it is back")
    func restart() async throws {
        try await RedisServer.withServer { redis in
            let app = ScriptedApp()
            try await app.serve { appPort in
                var configuration = SidecarConfiguration(appID: "app", appPort: appPort)
                configuration.httpPort = 0
                configuration.scheduler = .address("127.0.0.1:\(redis.port)")
                let client = CurlClient(logger: silent)
                for round in 0..<2 {
                    let sidecar = try LocalSidecar(configuration, logger: silent)
                    let running = Task { try await sidecar.run() }
                    let port = try await sidecar.ports().http
                    try await eventually { sidecar.isReady }
                    if round == 0 {
                        let body = Array(#"{"dueTime":"1s"}"#.utf8)
                        _ = try await client.send(CurlRequest(.post, "http://127.0.0.1:\(port)/v1.0/jobs/kept", body: body))
                    } else {
                        _ = try await app.wait("/job/kept")
                    }
                    sidecar.shutdown()
                    _ = try await running.value
                    #expect(round == 1 || app.seen("/job/kept").isEmpty)
                }
                await client.shutdown()
            }
        }
    }

    @Test("a component of an unknown type, or one whose Redis does not answer, is an error at start")
    func badComponents() async throws {
        var configuration = SidecarConfiguration(appID: "app")
        configuration.resources = [("kafka.yaml", "kind: Component\nmetadata: {name: k}\nspec: {type: pubsub.kafka}")]
        let error = #expect(throws: SidecarError.self) { _ = try LocalSidecar(configuration, logger: silent) }
        #expect(error?.message.contains("pubsub.kafka") == true)

        let port = try FreePort.next()
        configuration.resources = [
            (
                "store.yaml",
                "kind: Component\nmetadata: {name: s}\nspec: {type: state.redis, metadata: [{name: redisHost, value: '127.0.0.1:\(port)'}]}"
            )
        ]
        let sidecar = try LocalSidecar(configuration, logger: silent)
        await #expect(throws: SidecarError.self) { try await sidecar.run() }
    }

    @Test("an event waits in its stream in Dapr's layout, and is acknowledged even when the handler fails")
    func stream() async throws {
        try await Stage.run { (stage: Stage) async throws in
            stage.app.on("/events", 500)
            _ = try await stage.call(.post, "/v1.0/publish/pubsub/events?metadata.shade=blue", "1")
            _ = try await stage.entries(.deadLettered, 1)
            #expect(stage.app.seen("/events").count == 1)
            #expect(try await stage.call(.get, "/v1.0/metadata").status == 200)
        }
    }

    @Test("sidecars find each other by app-id, and the called application learns who calls")
    func invocation() async throws {
        try await Stage.run({ $0.internalPort = 0 }) { (stage: Stage) async throws in
            stage.app.on("/hello", body: "hi")
            var configuration = SidecarConfiguration(appID: "caller")
            configuration.httpPort = 0
            configuration.resources = [Stage.pubsub(stage.redis)]
            let caller = try LocalSidecar(configuration, logger: silent)
            let running = Task { try await caller.run() }
            let port = try await caller.ports().http
            try await eventually {
                let url = "http://127.0.0.1:\(port)/v1.0/invoke/app/method/hello"
                let answer = try await stage.client.send(CurlRequest(.get, url))
                return answer.status == 200 && answer.body == Array("hi".utf8)
            }
            let unknown = try await stage.client.send(CurlRequest(.get, "http://127.0.0.1:\(port)/v1.0/invoke/nobody/method/x"))
            #expect(unknown.status == 500)
            caller.shutdown()
            _ = try await running.value
        }
    }

    @Test("two sidecars of one application share its jobs, and each fires once")
    func sharedJobs() async throws {
        try await Stage.run { (stage: Stage) async throws in
            var configuration = SidecarConfiguration(appID: "app")
            configuration.httpPort = 0
            configuration.scheduler = .address("127.0.0.1:\(stage.redis.port)")
            let other = ScriptedApp()
            try await other.serve { otherPort in
                configuration.appPort = otherPort
                let second = try LocalSidecar(configuration, logger: silent)
                let running = Task { try await second.run() }
                _ = try await second.ports()
                try await eventually { second.isReady }
                for number in 0..<30 { #expect(try await stage.schedule("s\(number)", #"{"dueTime":"200ms"}"#) == 204) }
                try await eventually {
                    (0..<30).allSatisfy { !stage.app.seen("/job/s\($0)").isEmpty || !other.seen("/job/s\($0)").isEmpty }
                }
                second.shutdown()
                _ = try await running.value
                let counts = (0..<30).map { stage.app.seen("/job/s\($0)").count + other.seen("/job/s\($0)").count }
                #expect(counts.allSatisfy { $0 == 1 })
                #expect(!(0..<30).allSatisfy { other.seen("/job/s\($0)").isEmpty })
            }
        }
    }
}
