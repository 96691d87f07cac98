import Dapr
import HTTPTypes
import JSON
import Testing

@Suite("State, invocation, metadata, configuration")
struct StateAndOthersTests {
    @Test("create-if-absent uses an ETag that no version has, and a mismatch is a conflict")
    func createIfAbsent() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            try await dapr.state.save(StateWrite("key", RawJSON("v"), condition: .ifAbsent, ttlSeconds: 60), to: "statestore")
            let asked = try #require(sidecar.requests.first)
            #expect(asked.path == "/v1.0/state/statestore")
            let item = try JSONValue(parsing: asked.body)[0]
            #expect(item?["etag"]?.string == "-1" && item?["metadata"]?["ttlInSeconds"]?.string == "60")
            sidecar.answer { _ in
                JobsTests.failure(
                    409,
                    "ERR_STATE_SAVE",
                    "failed saving state in state store statestore: possible etag mismatch. error from state store: user_script:14: failed to set key"
                )
            }
            let conflict = await DaprError.caught { () async throws(DaprError) in
                try await dapr.state.save(StateWrite("key", RawJSON("v"), condition: .ifAbsent), to: "statestore") as Void
            }
            #expect(conflict?.kind == .conflict)
            // With an ETag, state.redis reports a broken connection as a mismatch too (components-contrib 1.18).
            sidecar.answer { _ in
                JobsTests.failure(
                    409,
                    "ERR_STATE_SAVE",
                    "possible etag mismatch. error from state store: dial tcp 127.0.0.1:6379: connection refused"
                )
            }
            let broken = await DaprError.caught { () async throws(DaprError) in
                try await dapr.state.save(StateWrite("key", RawJSON("v"), condition: .ifAbsent), to: "statestore") as Void
            }
            #expect(broken?.kind == .unavailable && broken?.mayHaveHappened == true)
        }
    }

    @Test("an absent key is nothing, a present one has its ETag")
    func get() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            let absent = try await dapr.state.get("a/b c", from: "statestore")
            #expect(absent == nil)
            #expect(sidecar.paths.first?.hasPrefix("/v1.0/state/statestore/a%2Fb%20c") == true)
        }
    }

    @Test("health says ready, not ready or unreachable")
    func health() async throws {
        try await ScriptedSidecar.with { sidecar, dapr in
            #expect(await dapr.health() == .ready)
            sidecar.answer { _ in JobsTests.failure(500, "ERR_HEALTH_NOT_READY", "dapr is not ready: [scheduler-watch-hosts]") }
            guard case .notReady(let reason) = await dapr.outboundHealth() else { return #expect(Bool(false)) }
            #expect(reason.contains("not ready"))
            #expect(sidecar.paths == ["/v1.0/healthz", "/v1.0/healthz/outbound"])
        }
    }

    @Test("the environment says where the sidecar is; what makes no sense names its variable")
    func environment() throws {
        #expect(try DaprConfiguration(environment: [:]).httpEndpoint == "http://127.0.0.1:3500")
        #expect(try DaprConfiguration(environment: ["DAPR_HTTP_PORT": "3600", "DAPR_API_TOKEN": "t"]).apiToken == "t")
        #expect(
            try DaprConfiguration(environment: ["DAPR_HTTP_PORT": "3600", "DAPR_HTTP_ENDPOINT": "https://d:1/"]).httpEndpoint
                == "https://d:1"
        )
        for (name, value) in [("DAPR_HTTP_PORT", "x"), ("DAPR_HTTP_PORT", "0"), ("DAPR_HTTP_ENDPOINT", "ftp://x")] {
            let error = #expect(throws: DaprError.self) { try DaprConfiguration(environment: [name: value]) }
            #expect(error?.message.contains(name) == true)
        }
    }
}
