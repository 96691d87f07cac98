public import Dapr

/// A state store component of the sidecar.
public struct DaprServiceState: ServiceState {
    private let state: DaprState
    private let store: String

    /// - Parameter store: the name of the component.
    public init(_ dapr: DaprClient, store: String = "statestore") {
        state = dapr.state
        self.store = store
    }

    public func get(_ key: String) async throws(DaprError) -> StateValue? {
        try await state.get(key, from: store)
    }

    public func get(_ keys: [String]) async throws(DaprError) -> [String: StateValue] {
        try await state.getBulk(keys, from: store)
    }

    public func save(_ write: StateWrite) async throws(DaprError) {
        try await state.save(write, to: store)
    }

    public func delete(_ key: String, condition: StateCondition) async throws(DaprError) {
        try await state.delete(key, from: store, condition: condition)
    }
}
