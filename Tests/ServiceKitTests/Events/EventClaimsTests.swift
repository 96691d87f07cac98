import Curl
import Dapr
import JSON
import LocalProcess
import LocalSidecar
import Logging
import ServiceKit
import Synchronization
import Testing

@Suite("Claims in memory")
struct MemoryEventClaimsTests {
    @Test("do what all claims do", arguments: EventClaimsSuite.cases)
    func conforms(_ behaviour: EventClaimsSuite.Case) async throws {
        let time = TestTime()
        try await behaviour.check(MemoryEventClaims(now: { time.now }), time)
    }
}

@Suite("Claims in a state store")
struct DaprEventClaimsTests {
    @Test("do what all claims do", arguments: EventClaimsSuite.cases)
    func conforms(_ behaviour: EventClaimsSuite.Case) async throws {
        let time = TestTime()
        try await behaviour.check(DaprEventClaims(MemoryServiceState(now: { time.now }), now: { time.now }), time)
    }

    @Test("do it over a sidecar and a real Redis, too", .timeLimit(.minutes(2)))
    func conformsOverRedis() async throws {
        try await withState { state in
            for behaviour in EventClaimsSuite.cases {
                let time = TestTime()
                try await behaviour.check(DaprEventClaims(PrefixedState(behaviour.testDescription, state), now: { time.now }), time)
            }
        }
    }

    @Test("a write whose answer was lost counts when it can be seen, and is uncertain when not")
    func lostAnswer() async throws {
        let state = MemoryServiceState()
        let claims = DaprEventClaims(state)
        let failures = Mutex(1)
        let fail: @Sendable (DaprError) -> Void = { error in
            failures.withLock { $0 = 1 }
            state.fail { _ in
                failures.withLock { left in
                    defer { left -= 1 }
                    return left > 0 ? error : nil
                }
            }
        }
        fail(DaprError(.timedOut, "no answer", mayHaveHappened: true))
        let claim = try await EventClaimsSuite.claimed(claims)
        #expect(!claim.isTakeover)
        try await claims.release(claim, mayHaveHappened: false)
        fail(DaprError(.unavailable, "refused"))
        await #expect(throws: EventClaimError.self) { _ = try await EventClaimsSuite.claimed(claims) }
        #expect(state.keys.isEmpty)
    }

    @Test("a mismatch that is none, since the write did land, is found out by reading")
    func falseMismatch() async throws {
        let state = MemoryServiceState()
        let failures = Mutex(1)
        state.fail { _ in
            failures.withLock { left in
                defer { left -= 1 }
                return left > 0 ? DaprError(.conflict, "possible etag mismatch", status: 409, mayHaveHappened: true) : nil
            }
        }
        #expect(try await EventClaimsSuite.claimed(DaprEventClaims(state)).isTakeover == false)
    }

    @Test("marks and claims that nobody takes over vanish after a day")
    func expiry() async throws {
        let time = TestTime()
        let state = MemoryServiceState(now: { time.now })
        let claims = DaprEventClaims(state, now: { time.now })
        let claim = try await EventClaimsSuite.claimed(claims)
        time.advance(by: .seconds(80_000))
        try await claims.finish(claim)
        time.advance(by: .seconds(86_399))
        #expect(try await claims.claim(claim.event, lease: .seconds(1)) == .done)
        time.advance(by: .seconds(1))
        #expect(state.keys.isEmpty)
        #expect(try await EventClaimsSuite.claimed(claims).isTakeover == false)
        time.advance(by: .seconds(86_400))
        #expect(state.keys.isEmpty)
    }

    @Test("a record that nobody can read is taken over")
    func unreadable() async throws {
        let state = MemoryServiceState()
        try await state.save(StateWrite("event:audit:t1%3A1%3Acreated", RawJSON("rubbish")))
        #expect(try await EventClaimsSuite.claimed(DaprEventClaims(state)).isTakeover)
    }
}

/// Runs the body with the state store of a sidecar over a private Redis.
func withState(_ body: @Sendable (DaprServiceState) async throws -> Void) async throws {
    try await RedisServer.withServer { redis in
        var configuration = SidecarConfiguration(appID: "test")
        configuration.httpPort = 0
        configuration.scheduler = .disabled
        configuration.resources = [
            (
                "state.yaml",
                """
                kind: Component
                metadata: {name: statestore}
                spec: {type: state.redis, version: v1, metadata: [{name: redisHost, value: "127.0.0.1:\(redis.port)"}]}
                """
            )
        ]
        let sidecar = try LocalSidecar(configuration, logger: silent)
        let running = Task { try await sidecar.run() }
        let http = CurlClient(logger: silent)
        defer {
            sidecar.shutdown()
            Task { await http.shutdown() }
        }
        let port = try await sidecar.ports().http
        let dapr = DaprClient(DaprConfiguration(httpEndpoint: "http://127.0.0.1:\(port)"), http: http, logger: silent)
        try await body(DaprServiceState(dapr))
        sidecar.shutdown()
        _ = try? await running.value
    }
}

/// Keys of its own within a store.
struct PrefixedState: ServiceState {
    let prefix: String
    let state: any ServiceState

    init(_ prefix: String, _ state: any ServiceState) {
        self.prefix = prefix + "/"
        self.state = state
    }

    func get(_ key: String) async throws(DaprError) -> StateValue? { try await state.get(prefix + key) }

    func get(_ keys: [String]) async throws(DaprError) -> [String: StateValue] {
        let found = try await state.get(keys.map { prefix + $0 })
        return Dictionary(uniqueKeysWithValues: found.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
    }

    func save(_ write: StateWrite) async throws(DaprError) {
        var write = write
        write.key = prefix + write.key
        try await state.save(write)
    }

    func delete(_ key: String, condition: StateCondition) async throws(DaprError) {
        try await state.delete(prefix + key, condition: condition)
    }
}
