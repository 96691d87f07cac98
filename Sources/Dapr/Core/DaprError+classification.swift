import Curl

extension DaprError {
    /// What an answer without success means.
    ///
    /// Statuses alone do not tell: a job whose time is malformed and a job that met a dead scheduler both come back as 500 (Dapr
    /// 1.18.3). Where they do not, the message does; its fragments are those seen on the wire.
    init(_ response: CurlResponse, _ operation: DaprOperation) {
        let body = DaprErrorBody(response.body)
        let (kind, mayHaveHappened) = Self.classify(response.status, body, operation)
        self.init(kind, body.message, code: body.code, status: response.status, mayHaveHappened: mayHaveHappened)
    }

    private static func classify(_ status: Int, _ body: DaprErrorBody, _ operation: DaprOperation) -> (Kind, mayHaveHappened: Bool) {
        if let kind = byCode(body.code) { return (kind, false) }
        switch status {
        case 401, 403: return (.unauthorized, false)
        case 404: return (.notFound, false)
        case 409: return conflict(body.message)
        // Not a request to slow down: it is what data beyond 2 MiB is answered with.
        case 429: return (.invalid, false)
        case 400..<500: return (.invalid, false)
        case 504: return (.timedOut, true)
        case 500...: return serverError(body, operation)
        // No success, no error: a redirect, say. Not an answer of a sidecar.
        default: return (.unavailable, true)
        }
    }

    /// Codes that mean one thing whatever the status.
    private static func byCode(_ code: String?) -> Kind? {
        switch code {
        // The route does not exist, or is denied by the Configuration: the request fell through to service invocation.
        case "ERR_DIRECT_INVOKE": .notConfigured
        case "ERR_PUBSUB_NOT_FOUND", "ERR_PUBSUB_NOT_CONFIGURED", "ERR_STATE_STORE_NOT_FOUND", "ERR_STATE_STORE_NOT_CONFIGURED":
            .notConfigured
        case "ERR_PUBSUB_FORBIDDEN": .unauthorized
        // Nothing is published when one own event of a bulk is broken.
        case "ERR_PUBSUB_CLOUD_EVENTS_SER", "ERR_PUBSUB_EVENTS_SER", "ERR_MALFORMED_REQUEST", "ERR_BODY_READ": .invalid
        default: nil
        }
    }

    private static func serverError(_ body: DaprErrorBody, _ operation: DaprOperation) -> (Kind, mayHaveHappened: Bool) {
        let message = body.message
        switch operation {
        case .getJob where message.contains("code = NotFound") || message.contains("job not found"):
            return (.notFound, false)
        case .scheduleJob where message.contains("job failed validation") || message.contains("name is invalid"):
            return (.invalid, false)
        case .state where isVersionConflict(message):
            return (.conflict, false)
        case .stateTransaction where isVersionConflict(message):
            // Redis does not roll back: the other operations stay.
            return (.conflict, true)
        case .publish where message.contains("request body too large"), .bulkPublish where message.contains("request body too large"):
            return (.invalid, false)
        default: break
        }
        if message.contains("scheduler clients are disabled") { return (.notConfigured, false) }
        if message.contains("deadline exceeded") || message.contains("DeadlineExceeded") { return (.timedOut, true) }
        if case .scheduleJob = operation, message.contains("code = Unknown desc = ") { return (.invalid, false) }
        return (.unavailable, true)
    }

    /// With an ETag, state.redis reports every failure as a mismatch (components-contrib 1.18): a broken connection is no conflict.
    private static func conflict(_ message: String) -> (Kind, mayHaveHappened: Bool) {
        guard message.contains("etag mismatch"), !isVersionConflict(message) else { return (.conflict, false) }
        let signs = [
            "dial tcp", "i/o timeout", "connection refused", "connection reset", "broken pipe", "EOF", "connection pool timeout",
            "deadline exceeded",
        ]
        return signs.contains { message.contains($0) } ? (.unavailable, true) : (.conflict, false)
    }

    /// The words with which state.redis' script refuses a version: `user_script:14: failed to set key …`. Other failures inside the script
    /// (memory full) name the script as well, but not so.
    private static func isVersionConflict(_ message: String) -> Bool {
        var rest = message[...]
        while let range = rest.firstRange(of: "user_script:") {
            rest = rest[range.upperBound...].drop { $0.isNumber }
            if rest.hasPrefix(": failed to set key") || rest.hasPrefix(": failed to delete") { return true }
        }
        return false
    }
}
