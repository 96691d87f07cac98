import Dapr
import JSON
import ServiceKit
import Traces

/// A value in the state store that several writers change, each with what the others have written before.
struct SharedValue<Value: JSONEncodable & JSONDecodable & Sendable>: Sendable {
    /// So often another writer may come first. With pauses that grow, some hundred writers at once get through.
    private static var attempts: Int { 40 }

    let state: any ServiceState
    let key: String
    var ttlSeconds: Int?
    var random = RandomBits.system

    func get() async throws(DaprError) -> Value? {
        try await read()?.value
    }

    /// Reads the value, lets `change` make another of it, and writes that if nobody has written meanwhile, or else begins anew.
    ///
    /// - Parameter change: returns what the caller gets, and the new value, or nil to leave it as it is. May run several times.
    /// - Throws: `DaprError`; `.conflict` when other writers always came first.
    func update<Result: Sendable>(_ change: (Value?) -> (result: Result, new: Value?)) async throws(DaprError) -> Result {
        for attempt in 0..<Self.attempts {
            let found = try await read()
            let (result, new) = change(found?.value)
            guard let new else { return result }
            let condition = found.map { StateCondition.ifMatch($0.etag) } ?? .ifAbsent
            do throws(DaprError) {
                try await state.save(StateWrite(key, RawJSON(new), condition: condition, ttlSeconds: ttlSeconds))
                return result
            } catch {
                // With an ETag the store calls every failure a mismatch (Dapr 1.18); reading again tells.
                guard error.kind == .conflict else { throw error }
            }
            let ceiling = Double(min(1 << min(attempt, 7), 100))
            try? await Task.sleep(for: .milliseconds(1 + ceiling * random.fraction()))
            if Task.isCancelled { throw DaprError(.cancelled, "the calling task was cancelled", mayHaveHappened: true) }
        }
        throw DaprError(.unavailable, "\(key) is written by too many at once")
    }

    private func read() async throws(DaprError) -> (value: Value?, etag: String)? {
        guard let stored = try await state.get(key) else { return nil }
        guard let etag = stored.etag else { throw DaprError(.invalid, "the state store gives no ETags") }
        // What cannot be read is overwritten: nothing could ever be done with it.
        return (try? stored.decode(Value.self), etag)
    }
}
