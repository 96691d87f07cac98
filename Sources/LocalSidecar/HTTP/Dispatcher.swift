import HTTPTypes

/// The sidecar's API: token, trace, route, metrics.
struct Dispatcher: Sendable {
    let runtime: SidecarRuntime
    /// Called by `POST /v1.0/shutdown`.
    let shutdown: @Sendable () -> Void

    func respond(_ received: APIRequest) async -> APIResponse {
        let start = ContinuousClock.now
        var request = received
        let route = Route(method: request.method, path: request.path)
        let isHealth = route == .healthz || route == .outboundHealthz
        let isTraced = runtime.settings.isTracing && !isHealth
        if isTraced { request.trace = trace(request.headers) }
        var answer: APIResponse
        do {
            answer = try await handle(route, request, isHealth: isHealth)
        } catch {
            runtime.metrics.failed(error.code, category: error.category)
            answer = error.response
        }
        if isTraced { answer.headers.append(("Traceparent", request.trace.traceparent)) }
        if !isHealth {
            runtime.metrics.served(request.method, request.path, status: answer.status, Span(ContinuousClock.now - start).milliseconds)
        }
        return answer
    }

    private func trace(_ headers: HTTPFields) -> TraceContext {
        guard let header = headers[.traceparent], var parent = TraceContext(header) else { return runtime.newTrace() }
        parent.state = headers[.tracestate] ?? ""
        return QuickRandom.shared.child(of: parent)
    }

    private func handle(_ route: Route, _ request: APIRequest, isHealth: Bool) async throws(APIError) -> APIResponse {
        // Before routing: unknown routes are 401 as well.
        if let token = runtime.configuration.apiToken, !isHealth, !Self.isEqual(request.headers[.daprAPIToken] ?? "", token) {
            return APIResponse(
                401,
                headers: [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")],
                body: Array("invalid api token\n".utf8)
            )
        }
        switch route {
        case .scheduleJob(let name): return try await JobsAPI(runtime: runtime).schedule(name, request)
        case .getJob(let name): return try await JobsAPI(runtime: runtime).get(name)
        case .deleteJob(let name): return try await JobsAPI(runtime: runtime).delete(name)
        case .publish(let pubsub, let topic): return try await PublishAPI(runtime: runtime).publish(pubsub, topic, request)
        case .publishBulk(let pubsub, let topic): return try await PublishAPI(runtime: runtime).publishBulk(pubsub, topic, request)
        case .saveState(let store): return try await StateAPI(runtime: runtime).save(store, request)
        case .getState(let store, let key): return try await StateAPI(runtime: runtime).get(store, key)
        case .deleteState(let store, let key): return try await StateAPI(runtime: runtime).delete(store, key, request)
        case .getBulkState(let store): return try await StateAPI(runtime: runtime).getBulk(store, request)
        case .transaction(let store): return try await StateAPI(runtime: runtime).transact(store, request)
        case .invoke(let appID, let path): return try await InvokeAPI(runtime: runtime).invoke(appID, path, request)
        default: return try await handleRest(route, request)
        }
    }

    private func handleRest(_ route: Route, _ request: APIRequest) async throws(APIError) -> APIResponse {
        switch route {
        case .healthz: return try MetadataAPI(runtime: runtime).healthz()
        case .outboundHealthz: return .done
        case .metadata: return MetadataAPI(runtime: runtime).metadata()
        case .setMetadata(let name):
            runtime.setLabel(name, String(decoding: request.body, as: UTF8.self))
            return .done
        case .shutdown:
            shutdown()
            return .done
        case .outputBinding(let name):
            throw APIError(
                500,
                "ERR_INVOKE_OUTPUT_BINDING",
                "error invoking output binding \(name): couldn't find output binding \(name)",
                category: "binding"
            )
        default:
            // What has no route is service invocation, when a header names the application.
            guard let appID = request.headers[.daprAppID], !appID.isEmpty else { throw APIError.noRoute }
            return try await InvokeAPI(runtime: runtime).invoke(appID, String(request.path.drop { $0 == "/" }), request)
        }
    }

    /// In a time that does not depend on where the texts differ.
    private static func isEqual(_ left: String, _ right: String) -> Bool {
        var difference = UInt8(left.utf8.count == right.utf8.count ? 0 : 1)
        for (a, b) in zip(left.utf8, right.utf8) { difference |= a ^ b }
        return difference == 0
    }
}
