import HTTPTypes

/// A request to the sidecar's API, with its body read.
struct APIRequest: Sendable {
    var method: String
    /// As it came, with its escapes, without the query.
    var path: String
    var query: String
    var headers: HTTPFields
    var body: [UInt8]
    /// Whether the body was longer than `Limits.body`; what is beyond was thrown away.
    var isTooLarge = false
    var trace = TraceContext.none

    enum Limits {
        /// `--max-body-size` of daprd.
        static let body = 4 << 20
    }

    init(method: String, target: String, headers: HTTPFields = [:], body: [UInt8] = []) {
        self.method = method
        self.headers = headers
        self.body = body
        if let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) {
            path = String(target[..<mark])
            query = String(target[target.index(after: mark)...])
        } else {
            path = target
            query = ""
        }
    }

    var target: String { query.isEmpty ? path : "\(path)?\(query)" }

    var contentType: String { headers[.contentType] ?? "" }

    /// The parameters `metadata.*` of the query without that prefix.
    var metadata: [String: String] {
        guard !query.isEmpty else { return [:] }
        var result: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(parts[0], plusIsBlank: true), name.hasPrefix("metadata.") else { continue }
            result[String(name.dropFirst(9))] = parts.count > 1 ? PercentEncoding.decode(parts[1], plusIsBlank: true) ?? "" : ""
        }
        return result
    }
}

extension HTTPField.Name {
    static let daprAPIToken = HTTPField.Name("dapr-api-token").unsafelyUnwrapped
    static let daprAppID = HTTPField.Name("dapr-app-id").unsafelyUnwrapped
    static let traceparent = HTTPField.Name("traceparent").unsafelyUnwrapped
    static let tracestate = HTTPField.Name("tracestate").unsafelyUnwrapped
}
