import Dapr
import JSON
public import Traces

/// Claims in the Dapr state store.
///
/// The usual event costs two writes: one that creates the claim if there is nothing under the key, which the store decides atomically, and
/// one that replaces it by the mark. Every write names its time to live, since one without keeps the old expiry (state.redis, Dapr 1.18).
public struct DaprEventClaims: EventClaims {
    /// A claim that others win so often in a row is as good as held.
    private static let maxRounds = 4

    private let state: any ServiceState
    private let random: RandomBits
    private let now: @Sendable () -> Int64

    /// - Parameter now: milliseconds since 1970, by a clock that the replicas agree on within a second.
    public init(_ state: any ServiceState, random: RandomBits = .system, now: @escaping @Sendable () -> Int64 = { UTCTimestamp.now() }) {
        self.state = state
        self.random = random
        self.now = now
    }

    public func claim(_ event: EventKey, lease: Duration) async throws(EventClaimError) -> EventClaimResult {
        let key = event.stateKey
        let owner = String(random(), radix: 36) + String(random(), radix: 36)
        for _ in 0..<Self.maxRounds {
            var record = ClaimRecord(owner: owner, until: now() + lease.milliseconds, isTakeover: false)
            if try await write(record, key, .ifAbsent) { return .claimed(EventClaim(event: event, owner: owner, isTakeover: false)) }
            // Given back or expired in between: once more.
            guard let found = try await read(key) else { continue }
            switch found.record?.step(for: owner, now: now()) {
            case .done: return .done
            case .held(let rest): return .held(for: rest)
            case .mine: return .claimed(EventClaim(event: event, owner: owner, isTakeover: found.record?.isTakeover ?? false))
            // What cannot be read is nobody's claim.
            case .takeOver, nil:
                record.isTakeover = true
                if try await write(record, key, .ifMatch(found.etag)) {
                    return .claimed(EventClaim(event: event, owner: owner, isTakeover: true))
                }
            }
        }
        return .held(for: .zero)
    }

    public func finish(_ claim: EventClaim) async throws(EventClaimError) {
        do throws(DaprError) {
            try await state.save(Self.save(.done, claim.event.stateKey, .none))
        } catch {
            throw EventClaimError(error)
        }
    }

    public func release(_ claim: EventClaim, mayHaveHappened: Bool) async throws(EventClaimError) {
        let key = claim.event.stateKey
        guard let found = try await read(key), var record = found.record, record.owner == claim.owner else { return }
        do throws(DaprError) {
            if mayHaveHappened {
                record.until = 0
                try await state.save(Self.save(record, key, .ifMatch(found.etag)))
            } else {
                try await state.delete(key, condition: .ifMatch(found.etag))
            }
        } catch {
            // Somebody has taken it over.
            if error.kind != .conflict { throw EventClaimError(error) }
        }
    }

    /// False when the condition does not hold, or seems not to: with an ETag the store calls every failure a mismatch, so only reading tells.
    private func write(_ record: ClaimRecord, _ key: String, _ condition: StateCondition) async throws(EventClaimError) -> Bool {
        do throws(DaprError) {
            try await state.save(Self.save(record, key, condition))
            return true
        } catch {
            if error.kind == .conflict || error.mayHaveHappened, error.kind != .cancelled { return try await isOwn(record, key, error) }
            throw EventClaimError(error)
        }
    }

    private func isOwn(_ record: ClaimRecord, _ key: String, _ error: DaprError) async throws(EventClaimError) -> Bool {
        if error.kind == .conflict { return false }
        // No answer: when the write cannot be seen it may still be on its way, and nothing is certain.
        guard let found = try await read(key), found.record == record else { throw EventClaimError(error) }
        return true
    }

    private func read(_ key: String) async throws(EventClaimError) -> (record: ClaimRecord?, etag: String)? {
        do throws(DaprError) {
            guard let value = try await state.get(key) else { return nil }
            guard let etag = value.etag else { throw DaprError(.invalid, "the state store gives no ETags") }
            return (try? value.decode(ClaimRecord.self), etag)
        } catch {
            throw EventClaimError(error)
        }
    }

    private static func save(_ record: ClaimRecord, _ key: String, _ condition: StateCondition) -> StateWrite {
        StateWrite(key, RawJSON(record), condition: condition, ttlSeconds: ClaimRecord.timeToLive)
    }
}

extension EventClaimError {
    init(_ error: DaprError) {
        self.init(error.isRetriable || error.kind == .cancelled ? .unavailable : .refused, error.description)
    }
}
