import Dapr
import JSON
import ServiceKit
import Synchronization

/// Which tasks a user has: their ids in some shards, each one value in the document store.
///
/// Changes of one shard that come while it is being written are written together next, so that a thousand at once take a few writes; what
/// other replicas write meanwhile shows as a conflict and is read again. See docs/adr on how tasks are kept.
final class TaskIndex: Sendable {
    static let shards = 16

    private struct Change: Sendable {
        let id: String
        let isPresent: Bool
        let continuation: CheckedContinuation<Result<Void, CommandError>, Never>
    }

    /// What waits for each shard's key. A key is there as long as its shard is being written.
    private let waiting = Mutex<[String: [Change]]>([:])
    private let documents: any ServiceState
    private let pause: @Sendable (_ attempt: Int) async -> Void

    /// - Parameter pause: waits before a shard that another replica wrote is tried again.
    init(_ documents: any ServiceState, pause: @escaping @Sendable (_ attempt: Int) async -> Void = TaskIndex.jitter) {
        self.documents = documents
        self.pause = pause
    }

    static let jitter: @Sendable (Int) async -> Void = { attempt in
        try? await Task.sleep(for: .milliseconds(Int.random(in: 1...min(10 << min(attempt, 4), 100))))
    }

    func ids(of userID: String) async throws(CommandError) -> [String] {
        let keys = (0..<Self.shards).map { StateKey.index(userID, shard: $0) }
        do throws(DaprError) {
            let values = try await documents.get(keys)
            var ids: [String] = []
            for key in keys { if let value = values[key] { ids += try Self.decode(value) } }
            return ids
        } catch {
            throw CommandError(storeIsAway: error)
        }
    }

    func insert(_ id: String, of userID: String) async throws(CommandError) {
        try await set(id, of: userID, isPresent: true)
    }

    func remove(_ id: String, of userID: String) async throws(CommandError) {
        try await set(id, of: userID, isPresent: false)
    }

    private func set(_ id: String, of userID: String, isPresent: Bool) async throws(CommandError) {
        let key = StateKey.index(userID, shard: Self.shard(of: id))
        try await withCheckedContinuation { continuation in
            let isIdle = waiting.withLock { waiting in
                let change = Change(id: id, isPresent: isPresent, continuation: continuation)
                guard waiting[key] == nil else {
                    waiting[key]?.append(change)
                    return false
                }
                waiting[key] = [change]
                return true
            }
            if isIdle { Task { await drain(key) } }
        }.get()
    }

    /// Writes what waits for a shard until nothing does.
    private func drain(_ key: String) async {
        while true {
            let changes: [Change] = waiting.withLock { waiting in
                guard let changes = waiting[key], !changes.isEmpty else {
                    waiting[key] = nil
                    return []
                }
                waiting[key] = []
                return changes
            }
            if changes.isEmpty { return }
            let result = await write(changes, key)
            for change in changes { change.continuation.resume(returning: result) }
        }
    }

    private func write(_ changes: [Change], _ key: String) async -> Result<Void, CommandError> {
        for attempt in 0..<30 {
            do throws(DaprError) {
                let value = try await documents.get(key)
                var old: [String] = []
                if let value { old = try Self.decode(value) }
                let new = Self.apply(changes.map { ($0.id, $0.isPresent) }, to: old)
                if new == old { return .success(()) }
                let condition = value?.etag.map { StateCondition.ifMatch($0) } ?? .ifAbsent
                try await documents.save(StateWrite(key, RawJSON(new), condition: condition))
                return .success(())
            } catch {
                guard error.kind == .conflict else { return .failure(CommandError(storeIsAway: error)) }
                await pause(attempt)
            }
        }
        return .failure(CommandError(.unavailable, "Too many changes at once."))
    }

    static func apply(_ changes: [(id: String, isPresent: Bool)], to old: [String]) -> [String] {
        var (ids, known) = (old, Set(old))
        for change in changes {
            if change.isPresent {
                if known.insert(change.id).inserted { ids.append(change.id) }
            } else if known.remove(change.id) != nil {
                ids.removeAll { $0 == change.id }
            }
        }
        return ids
    }

    /// FNV-1a: the same in every process.
    static func shard(of id: String) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return Int((hash >> 32) % UInt64(shards))
    }

    private static func decode(_ value: StateValue) throws(DaprError) -> [String] {
        do throws(JSONError) {
            return try value.decode()
        } catch {
            throw DaprError(.invalid, "a shard of the index cannot be read: \(error)")
        }
    }
}
