import HTTPTypes
import JSON
import Redis

/// The state API over `state.redis`.
struct StateAPI: Sendable {
    let runtime: SidecarRuntime

    func save(_ name: String, _ request: APIRequest) async throws(APIError) -> APIResponse {
        let store = try store(name)
        let items = try items(request)
        for item in items { try check(item.key, name) }
        guard !items.isEmpty else { return .done }
        let fault = await runtime.faults.strike(.stateSave, items[0].key)
        if let fault, !fault.isAfterwards, let answer = try answer(fault, "ERR_STATE_SAVE") { return answer }
        let start = ContinuousClock.now
        // Items are independent: one that fails does not keep the others from being written.
        var failure: APIError?
        for item in items {
            do throws(APIError) {
                try await save(item, in: store)
            } catch {
                failure = failure ?? error
            }
        }
        runtime.metrics.state(name, "set", success: failure == nil, Span(ContinuousClock.now - start).milliseconds)
        if let failure { throw failure }
        if let fault, fault.isAfterwards { return try await finish(fault, "ERR_STATE_SAVE") }
        return .done
    }

    private func save(_ item: StateItem, in store: StateStore) async throws(APIError) {
        let prefix = "failed saving state in state store \(store.name): "
        switch item.fault {
        case .badETag(let text):
            throw APIError(
                400,
                "ERR_STATE_SAVE",
                "\(prefix)invalid etag value: strconv.Atoi: parsing \"\(text)\": invalid syntax",
                category: "state"
            )
        case .badTTL(let text):
            throw APIError(
                500,
                "ERR_STATE_SAVE",
                "\(prefix)failed to parse ttl: strconv.ParseInt: parsing \"\(text)\": invalid syntax",
                category: "state"
            )
        case .badConcurrency(let text):
            throw APIError(500, "ERR_STATE_SAVE", "\(prefix)unrecognized concurrency model '\(text)'", category: "state")
        case nil: break
        }
        do throws(RedisError) {
            try await runtime.outbound(store.name) { () async throws(RedisError) in try await store.set(item) }
        } catch {
            // With an ETag every error counts as a mismatch; without one a conflict is an internal error.
            guard item.etag != nil else {
                throw APIError(
                    500,
                    "ERR_STATE_SAVE",
                    "\(prefix)failed to set key \(store.stored(item.key)): \(error.message)",
                    category: "state"
                )
            }
            throw APIError(
                409,
                "ERR_STATE_SAVE",
                "\(prefix)possible etag mismatch. error from state store: \(error.message)",
                category: "state"
            )
        }
        runtime.journal.record(.stateSaved, item.key, id: store.name)
    }

    func get(_ name: String, _ key: String) async throws(APIError) -> APIResponse {
        let store = try store(name)
        try check(key, name)
        let fault = await runtime.faults.strike(.stateGet, key)
        if let fault, let answer = try answer(fault, "ERR_STATE_GET") { return answer }
        let start = ContinuousClock.now
        let found: (data: [UInt8], version: String)?
        do throws(RedisError) {
            found = try await runtime.outbound(name) { () async throws(RedisError) in try await store.get(key) }
        } catch {
            runtime.metrics.state(name, "get", success: false, Span(ContinuousClock.now - start).milliseconds)
            throw APIError(500, "ERR_STATE_GET", "fail to get \(key) from state store \(name): \(error.message)", category: "state")
        }
        runtime.metrics.state(name, "get", success: true, Span(ContinuousClock.now - start).milliseconds)
        guard let found else { return .done }
        return APIResponse(200, headers: [("Content-Type", "application/json"), ("Etag", found.version)], body: found.data)
    }

    func delete(_ name: String, _ key: String, _ request: APIRequest) async throws(APIError) -> APIResponse {
        let store = try store(name)
        try check(key, name)
        let fault = await runtime.faults.strike(.stateDelete, key)
        if let fault, !fault.isAfterwards, let answer = try answer(fault, "ERR_STATE_DELETE") { return answer }
        let etag = request.headers[.ifMatch].flatMap { $0.isEmpty ? nil : $0 }
        let start = ContinuousClock.now
        do throws(RedisError) {
            try await runtime.outbound(name) { () async throws(RedisError) in try await store.delete(key, etag: etag) }
        } catch {
            runtime.metrics.state(name, "delete", success: false, Span(ContinuousClock.now - start).milliseconds)
            throw APIError(
                409,
                "ERR_STATE_DELETE",
                "failed deleting state with key \(key): possible etag mismatch. error from state store: \(error.message)",
                category: "state"
            )
        }
        runtime.metrics.state(name, "delete", success: true, Span(ContinuousClock.now - start).milliseconds)
        runtime.journal.record(.stateDeleted, key, id: name)
        if let fault, fault.isAfterwards { return try await finish(fault, "ERR_STATE_DELETE") }
        return .done
    }

    func store(_ name: String) throws(APIError) -> StateStore {
        guard !runtime.stores.isEmpty else {
            throw APIError(
                500,
                "ERR_STATE_STORE_NOT_CONFIGURED",
                "state store is not configured",
                category: "state",
                details: [APIError.info("DAPR_STATE_NOT_CONFIGURED", [("appID", runtime.appID)])]
            )
        }
        guard let store = runtime.stores[name] else {
            throw APIError(
                400,
                "ERR_STATE_STORE_NOT_FOUND",
                "state store \(name) is not found",
                category: "state",
                details: [APIError.info("DAPR_STATE_NOT_FOUND", [("appID", runtime.appID)])]
            )
        }
        return store
    }

    /// The separator of prefix and key may not stand in a key.
    func check(_ key: String, _ store: String) throws(APIError) {
        guard key.contains("||") else { return }
        let message = "api error: code = InvalidArgument desc = input key/keyPrefix '\(key)' can't contain '||'"
        throw APIError(
            400,
            "ERR_MALFORMED_REQUEST",
            message,
            category: "state",
            details: [
                [
                    "@type": "type.googleapis.com/google.rpc.BadRequest",
                    "field_violations": [["field": .string(key), "description": .string(message)]],
                ],
                APIError.resource(store, "state"), APIError.info("DAPR_STATE_ILLEGAL_KEY", []),
            ]
        )
    }

    private func items(_ request: APIRequest) throws(APIError) -> [StateItem] {
        let list = try body(request).array
        guard let list else { throw APIError.malformed("json: cannot unmarshal into a list of items") }
        var items: [StateItem] = []
        for value in list {
            do {
                items.append(try StateItem(value))
            } catch {
                throw APIError.malformed(error.message)
            }
        }
        return items
    }

    func body(_ request: APIRequest) throws(APIError) -> GoValue {
        if request.isTooLarge { throw APIError(400, "ERR_MALFORMED_REQUEST", "failed reading HTTP body: http: request body too large") }
        do {
            return try GoValue(json: request.body, numbers: .double)
        } catch {
            throw APIError.malformed(error.message)
        }
    }

    /// The answer that a fault gives instead of the work, if it does.
    func answer(_ fault: Fault, _ code: String) throws(APIError) -> APIResponse? {
        switch fault.effect {
        case .refuse: return .refused
        case .lose: return .done
        case .conflict:
            throw APIError(409, code, "possible etag mismatch. error from state store: \(fault.message)", category: "state")
        case .hang, .status: throw APIError(fault.status, fault.code ?? code, fault.message, category: "state")
        case .delay, .repeat: return nil
        }
    }

    func finish(_ fault: Fault, _ code: String) async throws(APIError) -> APIResponse {
        if fault.effect == .hang { try? await Task.sleep(for: fault.delay.duration) }
        return try answer(fault, code) ?? .done
    }
}
