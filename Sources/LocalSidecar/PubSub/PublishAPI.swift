import Redis

/// Publishing: one event or many.
struct PublishAPI: Sendable {
    let runtime: SidecarRuntime

    func publish(_ name: String, _ topic: String, _ request: APIRequest) async throws(APIError) -> APIResponse {
        let pubsub = try component(name, topic)
        if request.isTooLarge { throw failed(topic, name, "http: request body too large") }
        let metadata = request.metadata
        let (data, id) = try encode(
            request.body,
            contentType: request.contentType,
            metadata: metadata,
            surroundings(name, topic, request.trace)
        )
        let fault = await runtime.faults.strike(.publishSingle, topic)
        if let fault, !fault.isAfterwards, let answer = try answer(fault, topic, name) { return answer }
        let start = ContinuousClock.now
        do throws(RedisError) {
            for copy in 0..<(fault?.effect == .repeat ? fault?.copies ?? 1 : 1) {
                if copy > 0 { try? await Task.sleep(for: (fault?.delay ?? Span(nanoseconds: 0)).duration) }
                try await runtime.outbound(name) { () async throws(RedisError) in
                    try await pubsub.publish(data, metadata: metadata, topic: topic, now: runtime.clock.now())
                }
            }
        } catch {
            runtime.metrics.published(name, topic, success: false, Span(ContinuousClock.now - start).milliseconds)
            throw failed(topic, name, "redis streams: error from publish: \(error.message)")
        }
        runtime.metrics.published(name, topic, success: true, Span(ContinuousClock.now - start).milliseconds)
        runtime.journal.record(.published, topic, id: id)
        if let fault, fault.isAfterwards { return try await finish(fault, topic, name) }
        return .done
    }

    func component(_ name: String, _ topic: String) throws(APIError) -> RedisPubSub {
        guard let pubsub = runtime.pubsubs[name] else {
            throw APIError(
                404,
                "ERR_PUBSUB_NOT_FOUND",
                "pubsub \(name) is not found",
                category: "pubsub",
                details: [APIError.info("DAPR_PUBSUB_NOT_FOUND", [])]
            )
        }
        guard pubsub.settings.mayPublish(topic) else {
            throw APIError(
                403,
                "ERR_PUBSUB_FORBIDDEN",
                "topic \(topic) is not allowed for app id \(runtime.appID)",
                category: "pubsub",
                details: [APIError.resource(name, "pubsub"), APIError.info("DAPR_PUBSUB_FORBIDDEN", [("appID", runtime.appID)])]
            )
        }
        return pubsub
    }

    func surroundings(_ pubsub: String, _ topic: String, _ trace: TraceContext) -> CloudEvent.Surroundings {
        CloudEvent.Surroundings(
            appID: runtime.appID,
            pubsub: pubsub,
            topic: topic,
            trace: trace,
            now: runtime.clock.now(),
            newID: runtime.newID
        )
    }

    /// What goes onto the wire, and the id of the event.
    private func encode(
        _ body: [UInt8],
        contentType: String,
        metadata: [String: String],
        _ surroundings: CloudEvent.Surroundings
    ) throws(APIError) -> (data: [UInt8], id: String) {
        if metadata["rawPayload"]?.lowercased() == "true" { return (body, "") }
        guard BulkPublishRequest.baseType(contentType) == CloudEvent.contentType else {
            let event = CloudEvent(wrapping: body, contentType: contentType, metadata: metadata, surroundings)
            return (event.bytes, event.id)
        }
        guard let object = (try? GoValue(json: body, numbers: .verbatim))?.object else {
            throw Self.brokenEvent(surroundings)
        }
        let event = CloudEvent(completing: object, metadata: metadata, surroundings)
        return (event.bytes, event.id)
    }

    static func brokenEvent(_ surroundings: CloudEvent.Surroundings) -> APIError {
        APIError(
            500,
            "ERR_PUBSUB_CLOUD_EVENTS_SER",
            "cannot create cloudevent",
            category: "pubsub",
            details: [
                APIError.resource(surroundings.pubsub, "pubsub", description: "cannot create cloudevent"),
                APIError.info("DAPR_PUBSUB_CLOUD_EVENT_CREATION", [("appID", surroundings.appID), ("error", "invalid JSON")]),
            ]
        )
    }

    func failed(_ topic: String, _ pubsub: String, _ reason: String) -> APIError {
        let message = "error when publishing to topic \(topic) in pubsub \(pubsub): \(reason)"
        return APIError(
            500,
            "ERR_PUBSUB_PUBLISH_MESSAGE",
            message,
            category: "pubsub",
            details: [
                APIError.resource(pubsub, "pubsub", description: message),
                APIError.info("DAPR_PUBSUB_PUBLISH_MESSAGE", [("appID", runtime.appID), ("error", reason)]),
            ]
        )
    }

    /// The answer that a fault gives instead of the work, if it does.
    func answer(_ fault: Fault, _ topic: String, _ pubsub: String) throws(APIError) -> APIResponse? {
        switch fault.effect {
        case .refuse: return .refused
        case .lose: return .done
        case .hang, .status, .conflict:
            var error = failed(topic, pubsub, fault.message)
            error.status = fault.status
            if let code = fault.code { error.code = code }
            throw error
        case .delay, .repeat: return nil
        }
    }

    func finish(_ fault: Fault, _ topic: String, _ pubsub: String) async throws(APIError) -> APIResponse {
        if fault.effect == .hang { try? await Task.sleep(for: fault.delay.duration) }
        return try answer(fault, topic, pubsub) ?? .done
    }
}
