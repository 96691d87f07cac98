import Synchronization

/// Claims in memory: for tests, and for a service that has only one process and forgets with it.
public final class MemoryEventClaims: EventClaims {
    private let state = Mutex((records: [EventKey: ClaimRecord](), next: 0))
    private let now: @Sendable () -> Int64

    /// - Parameter now: milliseconds since 1970.
    public init(now: @escaping @Sendable () -> Int64 = { UTCTimestamp.now() }) {
        self.now = now
    }

    public func claim(_ event: EventKey, lease: Duration) async throws(EventClaimError) -> EventClaimResult {
        let now = now()
        return state.withLock { state in
            state.next += 1
            let found = state.records[event]
            let owner = String(state.next)
            switch found?.step(for: owner, now: now) {
            case .done: return .done
            case .held(let rest): return .held(for: rest)
            case .mine, .takeOver, nil:
                state.records[event] = ClaimRecord(owner: owner, until: now + lease.milliseconds, isTakeover: found != nil)
                return .claimed(EventClaim(event: event, owner: owner, isTakeover: found != nil))
            }
        }
    }

    public func finish(_ claim: EventClaim) async throws(EventClaimError) {
        state.withLock { $0.records[claim.event] = .done }
    }

    public func release(_ claim: EventClaim, mayHaveHappened: Bool) async throws(EventClaimError) {
        state.withLock { state in
            guard var record = state.records[claim.event], record.owner == claim.owner else { return }
            record.until = 0
            state.records[claim.event] = mayHaveHappened ? record : nil
        }
    }
}

extension Duration {
    var milliseconds: Int64 { nanoseconds / 1_000_000 }
}
