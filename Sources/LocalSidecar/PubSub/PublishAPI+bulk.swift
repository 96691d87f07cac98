import Redis

extension PublishAPI {
    /// One entry on its way.
    private struct Outgoing {
        var entryID: String
        var eventID: String
        var data: [UInt8]
        var metadata: [String: String]
        var failure: String?
    }

    func publishBulk(_ name: String, _ topic: String, _ request: APIRequest) async throws(APIError) -> APIResponse {
        let pubsub = try component(name, topic)
        if request.isTooLarge { throw refused(name, topic, "http: request body too large") }
        let bulk: BulkPublishRequest
        do {
            bulk = try BulkPublishRequest(request.body)
        } catch {
            throw refused(name, topic, error.message)
        }
        guard !bulk.entries.isEmpty else { return .done }
        var outgoing = try encode(bulk, request.metadata, surroundings(name, topic, request.trace))
        let fault = await runtime.faults.strike(.publishBulk, topic)
        if let fault, !fault.isAfterwards {
            if fault.effect == .status || fault.effect == .hang || fault.effect == .conflict {
                return response(outgoing.map { ($0.entryID, fault.message) }, status: fault.status, code: fault.code)
            }
            if let answer = try answer(fault, topic, name) { return answer }
        }
        if runtime.faults.isActive { await strikeEntries(&outgoing) }
        let start = ContinuousClock.now
        await send(&outgoing, pubsub, topic, copies: fault?.effect == .repeat ? fault?.copies ?? 1 : 1)
        let failed = outgoing.compactMap { entry in entry.failure.map { (entry.entryID, $0) } }
        runtime.metrics.publishedBulk(name, topic, success: failed.isEmpty, Span(ContinuousClock.now - start).milliseconds)
        for entry in outgoing where entry.failure == nil { runtime.journal.record(.published, topic, id: entry.eventID) }
        if let fault, fault.isAfterwards { return try await finish(fault, topic, name) }
        return failed.isEmpty ? .done : response(failed, status: 500, code: nil)
    }

    private func encode(
        _ bulk: BulkPublishRequest,
        _ metadata: [String: String],
        _ surroundings: CloudEvent.Surroundings
    ) throws(APIError) -> [Outgoing] {
        let isRaw = metadata["rawPayload"]?.lowercased() == "true"
        var outgoing: [Outgoing] = []
        outgoing.reserveCapacity(bulk.entries.count)
        for entry in bulk.entries {
            // Metadata of the request reaches an entry only together with metadata of its own.
            let own = entry.metadata.map { metadata.merging($0) { $1 } } ?? [:]
            let type = BulkPublishRequest.baseType(entry.contentType)
            if isRaw || own["rawPayload"]?.lowercased() == "true" {
                outgoing.append(
                    Outgoing(
                        entryID: entry.id,
                        eventID: "",
                        data: entry.event.string.map { Array($0.utf8) } ?? entry.event.bytes,
                        metadata: own
                    )
                )
            } else if type == CloudEvent.contentType {
                let object =
                    entry.event.object ?? entry.event.string.flatMap { (try? GoValue(json: Array($0.utf8), numbers: .double))?.object }
                guard let object else { throw Self.brokenEvent(surroundings) }
                let event = CloudEvent(completing: object, metadata: own, surroundings)
                outgoing.append(Outgoing(entryID: entry.id, eventID: event.id, data: event.bytes, metadata: own))
            } else {
                let data = type == "application/octet-stream" ? ("data_base64", entry.event) : ("data", entry.event)
                let event = CloudEvent(data: data, contentType: entry.contentType, metadata: own, surroundings)
                outgoing.append(Outgoing(entryID: entry.id, eventID: event.id, data: event.bytes, metadata: own))
            }
        }
        return outgoing
    }

    /// Faults of single entries: fail one, lose one.
    private func strikeEntries(_ outgoing: inout [Outgoing]) async {
        for index in outgoing.indices {
            guard let fault = await runtime.faults.strike(.publishEntry, outgoing[index].entryID) else { continue }
            switch fault.effect {
            case .lose: outgoing[index].data = []
            case .status, .hang, .refuse, .conflict: outgoing[index].failure = fault.message
            case .delay, .repeat: break
            }
        }
    }

    private func send(_ outgoing: inout [Outgoing], _ pubsub: RedisPubSub, _ topic: String, copies: Int) async {
        let places = Self.scattered(outgoing.indices.filter { outgoing[$0].failure == nil && !outgoing[$0].data.isEmpty })
        let messages = places.map { (data: outgoing[$0].data, metadata: outgoing[$0].metadata) }
        guard !messages.isEmpty else { return }
        do throws(RedisError) {
            for _ in 0..<copies {
                let failures = try await runtime.outbound(pubsub.name) { () async throws(RedisError) in
                    try await pubsub.publish(messages, topic: topic, now: runtime.clock.now())
                }
                for (place, message) in failures {
                    outgoing[places[place]].failure = "redis streams: error from publish: \(message)"
                }
            }
        } catch {
            for place in places { outgoing[place].failure = "redis streams: error from publish: \(error.message)" }
        }
    }

    /// Dapr sends the entries of a bulk to Redis a hundred at a time, all at once, so that they keep no order within a hundred.
    private static func scattered(_ places: [Int]) -> [Int] {
        stride(from: 0, to: places.count, by: 100).flatMap { start in
            QuickRandom.shared.shuffled(places[start..<min(start + 100, places.count)])
        }
    }

    /// A bulk of which something failed: always 500 and the entries that have to be sent again.
    private func response(_ failed: [(id: String, error: String)], status: Int, code: String?) -> APIResponse {
        let entries = failed.map { GoValue.object(GoObject([("entryId", .string($0.id)), ("error", .string($0.error))])) }
        let body = GoValue.object(
            GoObject([("failedEntries", .array(entries)), ("errorCode", .string(code ?? "ERR_PUBSUB_PUBLISH_MESSAGE"))])
        )
        runtime.metrics.failed(code ?? "ERR_PUBSUB_PUBLISH_MESSAGE", category: "pubsub")
        return APIResponse(status, json: body.bytes)
    }

    private func refused(_ pubsub: String, _ topic: String, _ reason: String) -> APIError {
        let message = "error marshaling events to bytes for topic \(topic) pubsub \(pubsub). error: \(reason)"
        return APIError(
            400,
            "ERR_PUBSUB_EVENTS_SER",
            message,
            category: "pubsub",
            details: [
                APIError.resource(pubsub, "pubsub", description: message),
                APIError.info("DAPR_PUBSUB_MARSHAL_EVENTS", [("appID", runtime.appID), ("error", reason)]),
            ]
        )
    }
}
