import Curl
import Logging

/// The sidecar's way to its application.
final class AppChannel: Sendable {
    /// Nil when the sidecar has no application.
    let port: Int?
    let token: String?
    private let client: CurlClient
    private let metrics: DaprMetrics

    /// Dapr sets no limit to callbacks; a year stands for it.
    static let withoutLimit = Duration.seconds(31_536_000)

    init(port: Int?, token: String?, client: CurlClient, metrics: DaprMetrics) {
        self.port = port
        self.token = token
        self.client = client
        self.metrics = metrics
    }

    /// Calls the application. `Content-Type` and all other headers are the caller's, except what Go's client and the token add.
    ///
    /// - Parameter path: escaped, with a leading slash, query included.
    func call(
        _ method: CurlMethod,
        _ path: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        deadline: Duration = AppChannel.withoutLimit
    ) async throws(CurlError) -> CurlResponse {
        guard let port else { throw CurlError(.connectionRefused, "the sidecar has no app channel: it was started without --app-port") }
        var request = CurlRequest(method, "http://127.0.0.1:\(port)\(path)", headers: headers, body: body, deadline: deadline)
        request.isSentOnce = true
        if !headers.contains(where: { $0.name.lowercased() == "user-agent" }) {
            request.headers.append(("User-Agent", "Go-http-client/1.1"))
        }
        if !headers.contains(where: { $0.name.lowercased() == "accept-encoding" }) {
            request.headers.append(("Accept-Encoding", "gzip"))
        }
        if let token { request.headers.append(("dapr-api-token", token)) }
        let start = ContinuousClock.now
        do throws(CurlError) {
            let response = try await client.send(request)
            record(method, path, response.status, start)
            return response
        } catch {
            record(method, path, 500, start)
            throw error
        }
    }

    private func record(_ method: CurlMethod, _ path: String, _ status: Int, _ start: ContinuousClock.Instant) {
        let bare = path.split(separator: "?", maxSplits: 1).first.map(String.init) ?? path
        metrics.called(method.rawValue, bare, status: status, Span(ContinuousClock.now - start).milliseconds)
    }
}
