public import Curl
import JSON
import Traces

/// A client of the engine's HTTP API, for programs that hold no scheduling logic of their own.
///
/// It retries nothing by itself: a request with an id of its own, or with an idempotency key, is safe to repeat, and
/// the error says whether that may help. The trace in which the calling task works goes on in the engine.
public struct ReminderClient: Sendable {
    /// Where an engine of this machine listens unless told otherwise.
    public static let defaultURL = "http://127.0.0.1:8080"

    private let baseURL: String
    private let http: CurlClient
    private let headers: [(name: String, value: String)]
    private let deadline: Duration

    /// - Parameters:
    ///   - baseURL: the engine, or the sidecar's path of invocation that leads to it, without `/v1`.
    ///   - headers: sent with every request, such as a token that a proxy wants.
    ///   - deadline: for each request, from the call to the whole answer.
    public init(
        baseURL: String = ReminderClient.defaultURL,
        http: CurlClient,
        headers: [(name: String, value: String)] = [],
        deadline: Duration = .seconds(10)
    ) {
        self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
        self.http = http
        self.headers = headers
        self.deadline = deadline
    }

    /// Sends a request, and returns the answer when its status is one of success.
    ///
    /// - Parameter accepted: statuses that are answers too.
    func send(
        _ method: CurlMethod,
        _ path: String,
        body: [UInt8]? = nil,
        headers more: [(name: String, value: String)] = [],
        accepting accepted: Set<Int> = []
    ) async throws(ReminderClientError) -> CurlResponse {
        var headers = headers + more
        if body != nil { headers.append(("Content-Type", "application/json")) }
        if let trace = TraceContext.current { headers.append(("traceparent", trace.traceparent)) }
        let answer: CurlResponse
        do throws(CurlError) {
            answer = try await http.send(CurlRequest(method, baseURL + path, headers: headers, body: body ?? [], deadline: deadline))
        } catch {
            throw ReminderClientError(error, url: baseURL)
        }
        guard (200..<300).contains(answer.status) || accepted.contains(answer.status) else { throw ReminderClientError(answer) }
        return answer
    }

    /// Sends a request whose answer is one value of JSON.
    func value<Value: JSONDecodable>(
        _ method: CurlMethod,
        _ path: String,
        body: [UInt8]? = nil,
        headers: [(name: String, value: String)] = [],
        accepting accepted: Set<Int> = [],
        as type: Value.Type = Value.self
    ) async throws(ReminderClientError) -> Value {
        let answer = try await send(method, path, body: body, headers: headers, accepting: accepted)
        do throws(JSONError) {
            return try Value(json: answer.body, options: .lenient)
        } catch {
            throw ReminderClientError(.unreadable, "the answer is not what this client understands: \(error)", status: answer.status)
        }
    }
}
