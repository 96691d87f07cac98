public import Curl

extension DaprClient {
    /// Calls a method of another application by service invocation.
    ///
    /// - Parameter path: what follows `/method/`, percent-encoded already, with its query.
    /// - Returns: the application's answer of whatever status.
    /// - Throws: when the sidecar did not get an answer from the application.
    public func invoke(
        _ appID: String,
        _ method: CurlMethod = .post,
        _ path: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        deadline: Duration? = nil,
        traceparent: String? = nil
    ) async throws(DaprError) -> CurlResponse {
        guard !appID.isEmpty else { throw DaprError(.invalid, "the app-id is empty") }
        let path = "/v1.0/invoke/\(DaprPath.encode(appID))/method/\(path.drop { $0 == "/" })"
        let response = try await send(
            method,
            path,
            headers: headers,
            body: body,
            deadline: deadline ?? configuration.deadlines.invoke,
            traceparent: traceparent
        )
        // The application's own errors pass through; these two are the sidecar's.
        if response.status == 401, response.body.elementsEqual("invalid api token".utf8) {
            throw DaprError(.unauthorized, "invalid api token", status: 401)
        }
        if response.status >= 400, DaprErrorBody(response.body).code == "ERR_DIRECT_INVOKE" {
            var error = DaprError(response, .invoke)
            error.kind = .unavailable
            error.mayHaveHappened = true
            throw error
        }
        return response
    }
}
