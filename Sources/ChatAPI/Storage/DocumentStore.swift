public import Dapr

/// Values by key with versions: what chat-api needs of a state store.
public protocol DocumentStore: Sendable {
    func get(_ key: String) async throws(DaprError) -> StateValue?
    /// Those of these keys that have a value.
    func get(_ keys: [String]) async throws(DaprError) -> [String: StateValue]
    /// - Throws: `.conflict` when the write's condition does not hold.
    func save(_ write: StateWrite) async throws(DaprError)
}

/// A state store behind the sidecar.
public struct DaprDocumentStore: DocumentStore {
    private let state: DaprState
    private let store: String
    /// Keys of one bulk read. The sidecar reads them one by one from Redis, some at a time.
    private static let mostKeys = 500

    public init(_ state: DaprState, store: String) {
        self.state = state
        self.store = store
    }

    public func get(_ key: String) async throws(DaprError) -> StateValue? {
        try await state.get(key, from: store)
    }

    public func get(_ keys: [String]) async throws(DaprError) -> [String: StateValue] {
        var values: [String: StateValue] = [:]
        var rest = keys[...]
        while !rest.isEmpty {
            let part = try await state.getBulk(Array(rest.prefix(Self.mostKeys)), from: store, parallelism: 32)
            values.merge(part) { $1 }
            rest = rest.dropFirst(Self.mostKeys)
        }
        return values
    }

    public func save(_ write: StateWrite) async throws(DaprError) {
        try await state.save(write, to: store)
    }
}
