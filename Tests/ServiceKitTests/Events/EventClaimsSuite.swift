import ServiceKit
import Synchronization
import Testing

/// What all claims have to do: the definition of the seam.
enum EventClaimsSuite {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let check: @Sendable (any EventClaims, TestTime) async throws -> Void

        init(_ description: String, _ check: @escaping @Sendable (any EventClaims, TestTime) async throws -> Void) {
            testDescription = description
            self.check = check
        }
    }

    static let key = EventKey(consumer: "audit", eventID: "t1:1:created")
    static let lease = Duration.seconds(20)

    static let cases = [
        Case("of many at once exactly one gets the event") { claims, _ in
            let results = await withTaskGroup(of: EventClaimResult?.self) { group in
                for _ in 0..<32 { group.addTask { try? await claims.claim(key, lease: lease) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(results.filter { if case .claimed = $0 { true } else { false } }.count == 1)
            #expect(results.filter { if case .held(let rest) = $0 { rest > .seconds(5) } else { false } }.count == 31)
        },
        Case("what is done stays done, for whoever asks") { claims, time in
            try await claims.finish(try await claimed(claims))
            #expect(try await claims.claim(key, lease: lease) == .done)
            time.advance(by: .seconds(3_600))
            #expect(try await claims.claim(key, lease: lease) == .done)
        },
        Case("consumers and events do not get in each other's way") { claims, _ in
            try await claims.finish(try await claimed(claims))
            for other in [
                EventKey(consumer: "audi", eventID: key.eventID), EventKey(consumer: "audit:t1", eventID: "1:created"),
                EventKey(consumer: "audit", eventID: "t1||1"), EventKey(consumer: "audit", eventID: "t1%7C%7C1"),
                EventKey(consumer: "audit", eventID: "t1/1 ü?#"),
            ] {
                guard case .claimed = try await claims.claim(other, lease: lease) else {
                    Issue.record("\(other) is taken")
                    continue
                }
            }
        },
        Case("an event that was given back is free, and nothing was done") { claims, _ in
            try await claims.release(try await claimed(claims), mayHaveHappened: false)
            #expect(try await claimed(claims).isTakeover == false)
        },
        Case("an event that was broken off is free, and the next one is told") { claims, _ in
            try await claims.release(try await claimed(claims), mayHaveHappened: true)
            #expect(try await claimed(claims).isTakeover)
        },
        Case("an abandoned event can be taken over after its lease and not before, by one only") { claims, time in
            _ = try await claimed(claims)
            time.advance(by: lease)
            try await expectHeld(claims, "taken over within the allowance for clocks")
            time.advance(by: .seconds(2))
            let results = await withTaskGroup(of: EventClaimResult?.self) { group in
                for _ in 0..<8 { group.addTask { try? await claims.claim(key, lease: lease) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let takeovers = results.filter { if case .claimed(let claim) = $0 { claim.isTakeover } else { false } }
            #expect(takeovers.count == 1)
            #expect(results.filter { if case .held = $0 { true } else { false } }.count == 7)
        },
        Case("who lost the event cannot give it back any more, but can say that it is done") { claims, time in
            let late = try await claimed(claims)
            time.advance(by: .seconds(60))
            let current = try await claimed(claims)
            for mayHaveHappened in [true, false] {
                try await claims.release(late, mayHaveHappened: mayHaveHappened)
                try await expectHeld(claims, "given back by who lost it")
            }
            try await claims.finish(late)
            try await claims.release(current, mayHaveHappened: false)
            #expect(try await claims.claim(key, lease: lease) == .done)
        },
    ]

    static func claimed(_ claims: any EventClaims) async throws -> EventClaim {
        guard case .claimed(let claim) = try await claims.claim(key, lease: lease) else { throw NotClaimed() }
        return claim
    }

    static func expectHeld(_ claims: any EventClaims, _ comment: Comment) async throws {
        let result = try await claims.claim(key, lease: lease)
        if case .held = result { return }
        Issue.record(comment)
    }

    struct NotClaimed: Error {}
}

/// A wall clock that stands still until it is told to advance.
final class TestTime: Sendable {
    private let time = Mutex<Int64>(1_800_000_000_000)

    var now: Int64 { time.withLock { $0 } }
    func advance(by duration: Duration) { time.withLock { $0 += duration.components.seconds * 1_000 } }
}
