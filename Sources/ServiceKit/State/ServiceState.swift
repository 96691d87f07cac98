public import Dapr

/// What a service keeps: values by key, each with a version that a write can depend on.
///
/// A service's keys are its own, since Dapr puts the app-id before them. Errors are those of the sidecar: `.conflict` when a condition does
/// not hold; after `.unavailable` and `.timedOut` with `mayHaveHappened` only reading tells what became of a write.
public protocol ServiceState: Sendable {
    func get(_ key: String) async throws(DaprError) -> StateValue?

    /// Those of the keys that have a value.
    func get(_ keys: [String]) async throws(DaprError) -> [String: StateValue]

    func save(_ write: StateWrite) async throws(DaprError)

    /// Succeeds when there is no value, unless a condition says otherwise.
    func delete(_ key: String, condition: StateCondition) async throws(DaprError)
}
