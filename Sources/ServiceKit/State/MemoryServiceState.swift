public import Dapr
import JSON
import Synchronization

/// State in memory, with the rules of Dapr's `state.redis` 1.18: for tests, and for trying a service without a sidecar.
public final class MemoryServiceState: ServiceState {
    private struct Entry {
        var value: RawJSON
        var version: Int
        /// Milliseconds since 1970.
        var expires: Int64?
    }

    private let entries = Mutex<[String: Entry]>([:])
    private let fault = Mutex<(@Sendable (String) -> DaprError?)?>(nil)
    private let now: @Sendable () -> Int64

    /// - Parameter now: milliseconds since 1970.
    public init(now: @escaping @Sendable () -> Int64 = { UTCTimestamp.now() }) {
        self.now = now
    }

    /// The keys that have a value, in order.
    public var keys: [String] {
        let now = now()
        return entries.withLock { $0.filter { Self.isAlive($0.value, at: now) }.keys.sorted() }
    }

    /// Makes operations fail: `fault` gets each key, and returns the error or nil. Those with `mayHaveHappened` fail afterwards.
    public func fail(_ fault: (@Sendable (String) -> DaprError?)?) {
        self.fault.withLock { $0 = fault }
    }

    public func get(_ key: String) async throws(DaprError) -> StateValue? {
        try strike(key)
        return value(key)
    }

    public func get(_ keys: [String]) async throws(DaprError) -> [String: StateValue] {
        var found: [String: StateValue] = [:]
        for key in keys { found[key] = try await get(key) }
        return found
    }

    public func save(_ write: StateWrite) async throws(DaprError) {
        let fault = fault.withLock { $0 }?(write.key)
        if let fault, !fault.mayHaveHappened { throw fault }
        try change(write.key, write.condition) { entry in
            // Without a time to live the old expiry stays; 0 takes it away.
            let expires = write.ttlSeconds.map { $0 > 0 ? self.now() + Int64($0) * 1_000 : nil } ?? entry?.expires
            entry = Entry(value: write.value, version: (entry?.version ?? 0) + 1, expires: expires)
        }
        if let fault { throw fault }
    }

    public func delete(_ key: String, condition: StateCondition) async throws(DaprError) {
        try strike(key)
        try change(key, condition) { $0 = nil }
    }

    private func strike(_ key: String) throws(DaprError) {
        if let error = fault.withLock({ $0 })?(key) { throw error }
    }

    private func value(_ key: String) -> StateValue? {
        let now = now()
        return entries.withLock { entries in
            guard let entry = entries[key], Self.isAlive(entry, at: now) else { return nil }
            return StateValue(bytes: entry.value.bytes, etag: String(entry.version))
        }
    }

    private func change(_ key: String, _ condition: StateCondition, _ body: (inout Entry?) -> Void) throws(DaprError) {
        let now = now()
        let holds = entries.withLock { entries in
            var entry = entries[key].flatMap { Self.isAlive($0, at: now) ? $0 : nil }
            switch condition {
            case .none: break
            case .ifAbsent: guard entry == nil else { return false }
            case .ifMatch(let etag): guard let found = entry, String(found.version) == etag else { return false }
            }
            body(&entry)
            entries[key] = entry
            return true
        }
        guard holds else { throw DaprError(.conflict, "possible etag mismatch", status: 409) }
    }

    private static func isAlive(_ entry: Entry, at now: Int64) -> Bool {
        entry.expires.map { now < $0 } ?? true
    }
}
