/// One HTTP request.
public struct CurlRequest: Sendable {
    public var method: CurlMethod

    /// An absolute `http` or `https` URL, already percent-encoded. User names in it are refused.
    public var url: String

    /// Header fields in the order in which they are sent. Neither names nor values may hold control characters.
    public var headers: [(name: String, value: String)]

    /// Sent as it is, with `Content-Length`. Empty means no body.
    public var body: [UInt8]

    /// Time from the call of `send` to the complete response, waiting for a free connection included.
    /// Nil takes `CurlConfiguration.deadline`.
    public var deadline: Duration?

    /// A longer response body fails with `.responseTooLarge`. Nil takes `CurlConfiguration.maxResponseBytes`.
    public var maxResponseBytes: Int?

    /// Connects to this Unix domain socket instead of the host of the URL.
    public var unixSocketPath: String?

    /// Never sends the request a second time by itself, not even when a kept connection dies without a byte of a response.
    /// That fails with `.connectionLost` then.
    public var isSentOnce = false

    public init(
        _ method: CurlMethod = .get,
        _ url: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = [],
        deadline: Duration? = nil,
        maxResponseBytes: Int? = nil,
        unixSocketPath: String? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.deadline = deadline
        self.maxResponseBytes = maxResponseBytes
        self.unixSocketPath = unixSocketPath
    }
}
