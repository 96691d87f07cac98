import Curl
import HTTPTypes

/// Service invocation: of the own application directly, of another by way of its sidecar.
struct InvokeAPI: Sendable {
    let runtime: SidecarRuntime

    /// Marks an answer of a sidecar that is not its application's.
    static let failureMark = "X-Sidecar-Failure"
    /// Not passed on: they belong to one connection, or are made anew.
    private static let ownHeaders: Set<String> = [
        "connection", "keep-alive", "proxy-connection", "transfer-encoding", "te", "trailer", "upgrade", "host", "content-length",
        "dapr-api-token", "traceparent", "date", "server", "x-sidecar-failure", "expect",
    ]

    func invoke(_ appID: String, _ path: String, _ request: APIRequest) async throws(APIError) -> APIResponse {
        let fault = await runtime.faults.strike(.invoke, appID)
        switch fault?.effect {
        case .refuse: return .refused
        case .hang, .status, .conflict: throw failed(appID, fault?.message ?? "")
        case .lose: return APIResponse(200)
        case .delay, .repeat, nil: break
        }
        guard runtime.resolver.isInitialized else { throw failed(appID, "name resolver not initialized") }
        runtime.journal.record(.invoked, appID, detail: "\(request.method) /\(path)")
        var headers = Self.passedOn(request.headers)
        if runtime.settings.isTracing { headers.append(("traceparent", request.trace.traceparent)) }
        let target = "/" + path + (request.query.isEmpty ? "" : "?\(request.query)")
        if appID == runtime.appID { return try await callApp(appID, request.method, target, headers, request.body) }
        headers += [
            ("dapr-caller-app-id", runtime.appID), ("dapr-callee-app-id", appID), ("dapr-caller-namespace", runtime.namespace),
            ("Forwarded", "for=127.0.0.1;by=127.0.0.1;host=\(runtime.hostName)"), ("X-Forwarded-For", "127.0.0.1"),
            ("X-Forwarded-Host", runtime.hostName),
        ]
        return try await callSidecar(appID, request.method, target, headers, request.body)
    }

    /// A call that another sidecar sent on: to the application as it is.
    func receive(_ request: APIRequest) async -> APIResponse {
        var headers = Self.passedOn(request.headers)
        if let trace = request.headers[.traceparent] { headers.append(("traceparent", trace)) }
        do {
            return try await callApp(runtime.appID, request.method, request.target, headers, request.body)
        } catch {
            var answer = error.response
            answer.headers.append((Self.failureMark, "1"))
            return answer
        }
    }

    private func callApp(
        _ appID: String,
        _ method: String,
        _ target: String,
        _ headers: [(name: String, value: String)],
        _ body: [UInt8]
    ) async throws(APIError) -> APIResponse {
        guard let method = CurlMethod(rawValue: method) else { throw APIError.noRoute }
        guard runtime.gate.isOpen else { throw failed(appID, "app is not in a healthy state") }
        do throws(CurlError) {
            return Self.answer(try await runtime.app.call(method, target, headers: headers, body: body))
        } catch {
            throw failed(appID, "error invoking app channel: \(error.message)")
        }
    }

    /// An unreachable sidecar is tried again three times, a second apart.
    private func callSidecar(
        _ appID: String,
        _ method: String,
        _ target: String,
        _ headers: [(name: String, value: String)],
        _ body: [UInt8]
    ) async throws(APIError) -> APIResponse {
        guard let curlMethod = CurlMethod(rawValue: method) else { throw APIError.noRoute }
        guard let address = await runtime.resolver.address(appID) else {
            throw failed(appID, "couldn't find service: \(appID)")
        }
        var lastMessage = ""
        for attempt in 0..<4 {
            if attempt > 0 { try? await Task.sleep(for: .seconds(1)) }
            var request = CurlRequest(
                curlMethod,
                "http://\(address)\(target)",
                headers: headers,
                body: body,
                deadline: AppChannel.withoutLimit
            )
            request.isSentOnce = true
            let response: CurlResponse
            do throws(CurlError) {
                response = try await runtime.peers.send(request)
            } catch {
                lastMessage = error.message
                if error.mayHaveBeenSent { break }
                continue
            }
            guard response.headers[Self.failureMark] == nil else {
                throw failed(appID, (try? GoValue(json: response.body, numbers: .verbatim))?["message"]?.string ?? "")
            }
            return Self.answer(response)
        }
        throw failed(appID, "failed to invoke target \(appID) after 3 retries. Error: \(lastMessage)")
    }

    private func failed(_ appID: String, _ reason: String) -> APIError {
        APIError(500, "ERR_DIRECT_INVOKE", "failed to invoke, id: \(appID), err: \(reason)", category: "service-invocation")
    }

    private static func passedOn(_ fields: HTTPFields) -> [(name: String, value: String)] {
        fields.compactMap { field in
            ownHeaders.contains(field.name.canonicalName) ? nil : (field.name.rawName, field.value)
        }
    }

    /// Status, body and headers pass through; a missing content type is filled in.
    private static func answer(_ response: CurlResponse) -> APIResponse {
        var headers = response.headers.fields.filter { !ownHeaders.contains($0.name.lowercased()) }
        if !headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            headers.append(("Content-Type", response.status < 400 ? "text/plain; charset=utf-8" : "application/json"))
        }
        return APIResponse(response.status, headers: headers, body: response.body)
    }
}
