/// One complete HTTP response, whatever its status.
public struct CurlResponse: Sendable {
    public var status: Int
    public var headers: CurlHeaders
    public var body: [UInt8]

    /// The address that answered, as text; nil for a Unix domain socket.
    public var primaryIP: String?

    public init(status: Int, headers: CurlHeaders = .init(), body: [UInt8] = [], primaryIP: String? = nil) {
        self.status = status
        self.headers = headers
        self.body = body
        self.primaryIP = primaryIP
    }
}
