import Curl
import JSON

/// The state API.
public struct DaprState: Sendable {
    let client: DaprClient

    /// The value of a key with its version, or nil.
    public func get(
        _ key: String,
        from store: String,
        consistency: StateOptions.Consistency? = nil,
        traceparent: String? = nil
    ) async throws(DaprError) -> StateValue? {
        let query = DaprPath.metadataQuery([:], and: consistency.map { [("consistency", $0.rawValue)] } ?? [])
        let response = try await call(.state, .get, try Self.path(store, key) + query, traceparent)
        return response.status == 204 ? nil : StateValue(bytes: response.body, etag: response.headers["ETag"])
    }

    /// Saves values, each on its own: some may be saved and others not.
    ///
    /// - Throws: `.conflict` when a condition does not hold. `.unavailable` and `.timedOut` leave it open; then read before deciding.
    public func save(_ writes: [StateWrite], to store: String, traceparent: String? = nil) async throws(DaprError) {
        guard !writes.isEmpty else { return }
        for write in writes { try Self.validate(key: write.key) }
        try await call(.state, .post, try Self.path(store), json: JSONWriter.encode(writes), traceparent)
    }

    public func save(_ write: StateWrite, to store: String, traceparent: String? = nil) async throws(DaprError) {
        try await save([write], to: store, traceparent: traceparent)
    }

    /// Deletes a value. Succeeds when there is none, unless a condition says otherwise.
    public func delete(_ key: String, from store: String, condition: StateCondition = .none, traceparent: String? = nil)
        async throws(DaprError)
    {
        let headers = condition.etag.map { [(name: "If-Match", value: $0)] } ?? []
        try await call(.state, .delete, try Self.path(store, key), headers: headers, traceparent)
    }

    /// The values of many keys. A key without a value is absent from the result.
    ///
    /// - Throws: also when the store failed for one of the keys only.
    public func getBulk(_ keys: [String], from store: String, parallelism: Int = 10, traceparent: String? = nil) async throws(DaprError)
        -> [String: StateValue]
    {
        guard !keys.isEmpty else { return [:] }
        for key in keys { try Self.validate(key: key) }
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("keys", keys)
            writer.member("parallelism", parallelism)
        }
        let response = try await call(.state, .post, try Self.path(store) + "/bulk", json: writer.bytes, traceparent)
        do {
            return try Self.values(response.body)
        } catch {
            throw error
        }
    }

    /// Several operations at once.
    ///
    /// On Redis this is not all or nothing: when one operation is refused, the others stay (`.conflict` with `mayHaveHappened`).
    public func transaction(_ operations: [StateOperation], in store: String, traceparent: String? = nil) async throws(DaprError) {
        guard !operations.isEmpty else { return }
        for operation in operations { try Self.validate(key: operation.key) }
        var writer = JSONWriter()
        writer.object { $0.member("operations", operations) }
        try await call(.stateTransaction, .post, try Self.path(store) + "/transaction", json: writer.bytes, traceparent)
    }

    @discardableResult
    private func call(
        _ operation: DaprOperation,
        _ method: CurlMethod,
        _ path: String,
        headers: [(name: String, value: String)] = [],
        json body: [UInt8] = [],
        _ traceparent: String?
    ) async throws(DaprError) -> CurlResponse {
        try await client.call(
            operation,
            method,
            path,
            headers: headers,
            json: body,
            deadline: client.configuration.deadlines.state,
            traceparent: traceparent
        )
    }

    private static func path(_ store: String, _ key: String? = nil) throws(DaprError) -> String {
        guard !store.isEmpty else { throw DaprError(.invalid, "the name of the state store is empty") }
        guard let key else { return "/v1.0/state/\(DaprPath.encode(store))" }
        try validate(key: key)
        return "/v1.0/state/\(DaprPath.encode(store))/\(DaprPath.encode(key))"
    }

    private static func validate(key: String) throws(DaprError) {
        guard !key.isEmpty, !key.contains("||") else { throw DaprError(.invalid, "\"\(key)\" cannot be a key") }
    }
}
