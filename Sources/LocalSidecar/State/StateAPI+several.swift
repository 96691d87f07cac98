import Redis

extension StateAPI {
    /// A bulk read; absent keys have neither data nor ETag.
    func getBulk(_ name: String, _ request: APIRequest) async throws(APIError) -> APIResponse {
        let store = try store(name)
        let keys = (try body(request)["keys"]?.array ?? []).compactMap(\.string)
        for key in keys { try check(key, name) }
        let fault = await runtime.faults.strike(.stateGet, keys.first ?? "")
        if let fault, let answer = try answer(fault, "ERR_STATE_GET") { return answer }
        let start = ContinuousClock.now
        var rows: [(data: [UInt8], version: String)?] = []
        if !keys.isEmpty {
            do throws(RedisError) {
                rows = try await runtime.outbound(name) { () async throws(RedisError) in try await store.get(keys) }
            } catch {
                throw APIError(500, "ERR_STATE_BULK_GET", "failed bulk get from state store \(name): \(error.message)", category: "state")
            }
        }
        runtime.metrics.state(name, "bulk_get", success: true, Span(ContinuousClock.now - start).milliseconds)
        var output = Array("[".utf8)
        for (index, key) in keys.enumerated() {
            output.append(contentsOf: (index > 0 ? ",{\"key\":" : "{\"key\":").utf8)
            GoValue.write(key, to: &output)
            if index < rows.count, let row = rows[index] {
                output.append(contentsOf: ",\"data\":".utf8)
                output.append(contentsOf: row.data)
                output.append(contentsOf: ",\"etag\":\"\(row.version)\"".utf8)
            }
            output.append(UInt8(ascii: "}"))
        }
        output.append(contentsOf: "]\n".utf8)
        return APIResponse(200, json: output)
    }

    func transact(_ name: String, _ request: APIRequest) async throws(APIError) -> APIResponse {
        let store = try store(name)
        let body = try body(request)
        guard body.object != nil else { throw APIError.malformed("json: cannot unmarshal into a transaction") }
        let all = try operations(body["operations"]?.array ?? [], name)
        guard !all.isEmpty else { return .done }
        let fault = await runtime.faults.strike(.stateTransaction, all.first?.key ?? "")
        if let fault, !fault.isAfterwards {
            if fault.effect == .conflict { throw failed("failed to set key \(fault.message)") }
            if let answer = try answer(fault, "ERR_STATE_TRANSACTION") { return answer }
        }
        let outbox = store.outbox.map { Outbox(all, store: name, pubsub: $0.pubsub, topic: $0.topic) }
        let saved = outbox?.saved ?? all
        guard !saved.isEmpty else { return .done }
        let start = ContinuousClock.now
        let error: String?
        do throws(RedisError) {
            error = try await runtime.outbound(name) { () async throws(RedisError) in try await store.transact(saved) }
        } catch {
            runtime.metrics.state(name, "transaction", success: false, Span(ContinuousClock.now - start).milliseconds)
            throw failed(error.message)
        }
        runtime.metrics.state(name, "transaction", success: error == nil, Span(ContinuousClock.now - start).milliseconds)
        // A refused transaction is published all the same: state.redis does not roll back.
        if let outbox { runtime.outboxes.add(outbox.events, trace: request.trace) }
        if let error { throw failed(error) }
        for operation in saved {
            switch operation {
            case .upsert(let item): runtime.journal.record(.stateSaved, item.key, id: name)
            case .delete(let key, _): runtime.journal.record(.stateDeleted, key, id: name)
            }
        }
        if let fault, fault.isAfterwards { return try await finish(fault, "ERR_STATE_TRANSACTION") }
        return .done
    }

    private func failed(_ reason: String) -> APIError {
        APIError(500, "ERR_STATE_TRANSACTION", "error while executing state transaction: \(reason)", category: "state")
    }

    private func operations(_ list: [GoValue], _ store: String) throws(APIError) -> [StateOperation] {
        var operations: [StateOperation] = []
        for value in list {
            let request = value["request"] ?? .object(GoObject())
            do {
                switch value["operation"]?.string ?? "" {
                case "upsert":
                    let item = try StateItem(request)
                    try check(item.key, store)
                    if case .badTTL(let text)? = item.fault { throw failed("failed to parse ttl: \(text)") }
                    operations.append(.upsert(item))
                case "delete":
                    guard let key = request["key"]?.string, !key.isEmpty else { throw BodyError("the key is missing or empty") }
                    try check(key, store)
                    operations.append(.delete(key: key, etag: request["etag"]?.string.flatMap { $0.isEmpty ? nil : $0 }))
                case let word:
                    throw APIError(400, "ERR_NOT_SUPPORTED_STATE_OPERATION", "operation type \(word) not supported", category: "state")
                }
            } catch let error as BodyError {
                throw APIError.malformed(error.message)
            } catch let error as APIError {
                throw error
            } catch {
                throw APIError.malformed("\(error)")
            }
        }
        return operations
    }
}

extension StateOperation {
    var key: String {
        switch self {
        case .upsert(let item): item.key
        case .delete(let key, _): key
        }
    }
}
