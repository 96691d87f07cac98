/// Limits of a client.
public struct CurlConfiguration: Sendable {
    /// Default for `CurlRequest.deadline`.
    public var deadline: Duration

    /// Time to establish a connection, name resolution and TLS included.
    public var connectTimeout: Duration

    /// Connections, hence requests under way, to one origin. More wait their turn.
    ///
    /// On two cores 64 to one host are faster than 256.
    public var maxConnectionsPerHost: Int

    /// Connections altogether, and how many idle ones are kept.
    public var maxConnections: Int

    /// Requests accepted and not yet answered; beyond that `send` fails with `.overloaded`.
    public var maxPendingRequests: Int

    /// Default for `CurlRequest.maxResponseBytes`.
    public var maxResponseBytes: Int

    /// Value of the `User-Agent` header; nil sends none.
    public var userAgent: String?

    /// Which addresses connections may lead to. It holds for the whole client, since requests share connections.
    public var addressPolicy = AddressPolicy.any

    /// Whether requests without an `Accept` header get libcurl's `*/*`.
    public var sendsAccept = true

    public init(
        deadline: Duration = .seconds(30),
        connectTimeout: Duration = .seconds(5),
        maxConnectionsPerHost: Int = 64,
        maxConnections: Int = 256,
        maxPendingRequests: Int = 10_000,
        maxResponseBytes: Int = 8 << 20,
        userAgent: String? = "punctual"
    ) {
        self.deadline = deadline
        self.connectTimeout = connectTimeout
        self.maxConnectionsPerHost = max(1, maxConnectionsPerHost)
        self.maxConnections = max(1, maxConnections)
        self.maxPendingRequests = max(1, maxPendingRequests)
        self.maxResponseBytes = maxResponseBytes
        self.userAgent = userAgent
    }
}
