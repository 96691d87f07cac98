/// Where the sidecar is and how to speak to it.
public struct DaprConfiguration: Sendable {
    /// Scheme, host and port, without a slash at the end.
    public var httpEndpoint: String

    /// Sent as `dapr-api-token` with every call.
    public var apiToken: String?

    public var deadlines: DaprDeadlines

    /// The sidecar's `--max-body-size`; 4 MiB unless it was told otherwise (Dapr 1.18).
    public var maxBodyBytes: Int

    /// Entries in one bulk publish request; more are sent one request after the other.
    ///
    /// When a broker refuses them, the sidecar repeats its whole answer, some 150 bytes an entry, in one response header line, and
    /// libcurl takes no line beyond 100 KiB.
    public var maxBulkEntries: Int

    public init(
        httpEndpoint: String = "http://127.0.0.1:3500",
        apiToken: String? = nil,
        deadlines: DaprDeadlines = .init(),
        maxBodyBytes: Int = 4 << 20,
        maxBulkEntries: Int = 500
    ) {
        self.httpEndpoint = String(httpEndpoint.reversed().drop { $0 == "/" }.reversed())
        self.apiToken = apiToken
        self.deadlines = deadlines
        self.maxBodyBytes = maxBodyBytes
        self.maxBulkEntries = max(1, maxBulkEntries)
    }

    /// Where another application is reached by service invocation: for clients that add their own paths. Their requests have to bear `apiToken`.
    public func invocationURL(of appID: String) -> String { "\(httpEndpoint)/v1.0/invoke/\(DaprPath.encode(appID))/method" }

    /// The header of our token, for clients that speak through the sidecar themselves; empty when there is none.
    public var tokenHeaders: [(name: String, value: String)] { apiToken.map { [("dapr-api-token", $0)] } ?? [] }

    /// Dapr's own variables: `DAPR_HTTP_ENDPOINT`, or else `DAPR_HTTP_PORT` (default 3500) on 127.0.0.1; `DAPR_API_TOKEN`. Empty ones count as absent.
    ///
    /// - Throws: `.invalid`, naming the variable that makes no sense.
    public init(environment: [String: String], deadlines: DaprDeadlines = .init()) throws(DaprError) {
        func value(_ name: String) -> String? {
            environment[name].flatMap { $0.isEmpty ? nil : $0 }
        }
        let endpoint: String
        if let given = value("DAPR_HTTP_ENDPOINT") {
            guard given.hasPrefix("http://") || given.hasPrefix("https://") else {
                throw DaprError(.invalid, "DAPR_HTTP_ENDPOINT has to be an http or https URL, not \"\(given)\"")
            }
            endpoint = given
        } else if let given = value("DAPR_HTTP_PORT") {
            guard let port = UInt16(given), port > 0 else {
                throw DaprError(.invalid, "DAPR_HTTP_PORT has to be a port number, not \"\(given)\"")
            }
            endpoint = "http://127.0.0.1:\(port)"
        } else {
            endpoint = "http://127.0.0.1:3500"
        }
        self.init(httpEndpoint: endpoint, apiToken: value("DAPR_API_TOKEN"), deadlines: deadlines)
    }
}
