/// Where and how a service listens.
public struct HTTPServerConfiguration: Hashable, Sendable {
    public var host: String
    /// 0 takes any free port.
    public var port: Int
    /// Connections without a request for so long are closed. Dapr's sidecar keeps its idle connections for 90 s (Go's default); the server
    /// has to wait longer, or else the sidecar now and then sends a request into a connection that is just being closed.
    public var idleTimeout: Duration
    /// Connections that the kernel accepts before the service does.
    public var backlog: Int
    /// No request's body may have more bytes, whatever its handler allows.
    public var maxBody: Int
    /// How long requests in progress may take once the service is stopping.
    public var drainTimeout: Duration

    public init(
        host: String = "127.0.0.1",
        port: Int,
        idleTimeout: Duration = .seconds(120),
        backlog: Int = 1_024,
        maxBody: Int = 8 * 1_048_576,
        drainTimeout: Duration = .seconds(10)
    ) {
        self.host = host
        self.port = port
        self.idleTimeout = idleTimeout
        self.backlog = backlog
        self.maxBody = maxBody
        self.drainTimeout = drainTimeout
    }
}
