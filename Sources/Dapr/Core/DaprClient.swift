public import Curl
import JSON
public import Logging
import Traces

/// The HTTP API of a Dapr sidecar, in Dapr's own words.
///
/// Every call passes on a W3C `traceparent`, its argument or that of the span in which the task works, and throws `DaprError`.
public final class DaprClient: Sendable {
    public let configuration: DaprConfiguration
    private let http: CurlClient
    let logger: Logger
    let jobsRoute = RouteVersion(stable: "/v1.0/jobs/", alpha: "/v1.0-alpha1/jobs/")
    let bulkPublishRoute = RouteVersion(stable: "/v1.0/publish/bulk/", alpha: "/v1.0-alpha1/publish/bulk/")

    public init(_ configuration: DaprConfiguration, http: CurlClient, logger: Logger) {
        self.configuration = configuration
        self.http = http
        self.logger = logger
    }

    public var jobs: DaprJobs { DaprJobs(client: self) }
    public var pubsub: DaprPubSub { DaprPubSub(client: self) }
    public var state: DaprState { DaprState(client: self) }

    /// Sends a request and returns the answer of whatever status.
    func send(
        _ method: CurlMethod,
        _ path: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        deadline: Duration,
        traceparent: String?
    ) async throws(DaprError) -> CurlResponse {
        guard body.count <= configuration.maxBodyBytes else {
            throw DaprError(.invalid, "a body of \(body.count) bytes is beyond the sidecar's limit of \(configuration.maxBodyBytes)")
        }
        var headers = headers
        if let token = configuration.apiToken { headers.append(("dapr-api-token", token)) }
        if let traceparent = traceparent ?? TraceContext.current?.traceparent, TraceParent.isWellFormed(traceparent) {
            headers.append(("traceparent", traceparent))
        }
        do {
            return try await http.send(
                CurlRequest(method, configuration.httpEndpoint + path, headers: headers, body: body, deadline: deadline)
            )
        } catch {
            throw DaprError(error)
        }
    }

    /// Sends a request with a JSON body, if any, and returns the answer if it is a success.
    @discardableResult
    func call(
        _ operation: DaprOperation,
        _ method: CurlMethod,
        _ path: String,
        headers: [(name: String, value: String)] = [],
        json body: [UInt8] = [],
        deadline: Duration,
        traceparent: String?
    ) async throws(DaprError) -> CurlResponse {
        let headers = body.isEmpty ? headers : headers + [("Content-Type", "application/json")]
        let response = try await send(method, path, headers: headers, body: body, deadline: deadline, traceparent: traceparent)
        guard (200..<300).contains(response.status) else { throw DaprError(response, operation) }
        return response
    }

    /// A success whose body makes no sense.
    static func unreadable(_ error: JSONError) -> DaprError {
        DaprError(.unavailable, "the sidecar's answer cannot be read: \(error)", mayHaveHappened: true)
    }
}
