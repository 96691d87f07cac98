import ChatAPI
import Dapr
import JSON
import ServiceKit
import Synchronization

/// A state store in memory with the versions of state.redis: they count up, `-1` matches an absent key only.
final class MemoryDocuments: ServiceState {
    private struct State {
        var values: [String: (bytes: [UInt8], version: Int, ttl: Int?)] = [:]
        var isAway = false
        var saves = 0
        var conflicts = 0
    }

    private let state = Mutex(State())

    /// From now on every call fails, or works again.
    func setAway(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }

    var saves: Int { state.withLock { $0.saves } }
    var conflicts: Int { state.withLock { $0.conflicts } }
    func ttl(_ key: String) -> Int? { state.withLock { $0.values[key]?.ttl } }

    func get(_ key: String) async throws(DaprError) -> StateValue? {
        // Others come in between, as they do over a network.
        await Task.yield()
        let state = state.withLock { $0.isAway ? nil : $0.values }
        guard let state else { throw DaprError(.unavailable, "away") }
        return state[key].map { StateValue(bytes: $0.bytes, etag: String($0.version)) }
    }

    func get(_ keys: [String]) async throws(DaprError) -> [String: StateValue] {
        var values: [String: StateValue] = [:]
        for key in keys { values[key] = try await get(key) }
        return values
    }

    func save(_ write: StateWrite) async throws(DaprError) {
        await Task.yield()
        let failure: DaprError? = state.withLock { state in
            if state.isAway { return DaprError(.unavailable, "away") }
            let old = state.values[write.key]
            let holds =
                switch write.condition {
                case .none: true
                case .ifAbsent: old == nil
                case .ifMatch(let etag): old.map { String($0.version) } == etag
                }
            guard holds else {
                state.conflicts += 1
                return DaprError(.conflict, "etag mismatch")
            }
            state.saves += 1
            let ttl = write.ttlSeconds == 0 ? nil : write.ttlSeconds ?? old?.ttl
            state.values[write.key] = (write.value.bytes, (old?.version ?? 0) + 1, ttl)
            return nil
        }
        if let failure { throw failure }
    }

    func delete(_ key: String, condition: StateCondition) async throws(DaprError) {
        state.withLock { $0.values[key] = nil }
    }
}
