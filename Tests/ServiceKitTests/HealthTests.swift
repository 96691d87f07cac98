import Curl
import Hummingbird
import JSON
import ServiceKit
import Testing

@Suite("Health")
struct HealthTests {
    @Test("alive at once; ready when nothing is waited for, and otherwise saying what")
    func endpoints() async throws {
        let readiness = Readiness()
        let redis = readiness.gate("redis", reason: "connecting")
        readiness.add("mode") { nil }
        try await RunningService.with(.service().addHealth(readiness)) { service in
            #expect(try await service.send(.get, "/healthz").status == 200)
            let waiting = try await service.send(.get, "/readyz")
            #expect(waiting.status == 503)
            #expect(
                try JSONValue(parsing: waiting.body) == [
                    "status": "waiting", "waiting_for": [["name": "redis", "reason": "connecting"]],
                ]
            )
            redis.open()
            let ready = try await service.send(.get, "/readyz")
            #expect(ready.status == 200)
            #expect(try JSONValue(parsing: ready.body) == ["status": "ready", "waiting_for": []])
            redis.shut("connection lost")
            #expect(readiness.waits.map(\.reason) == ["connection lost"])
        }
    }
}
