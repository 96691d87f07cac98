/// A request on its way from the caller to the loop, with the way back.
struct CurlTicket: Sendable {
    let id: UInt64
    let request: CurlRequest
    let deadline: ContinuousClock.Instant
    let maxResponseBytes: Int
    let continuation: CheckedContinuation<Result<CurlResponse, CurlError>, Never>

    func fail(_ error: CurlError) {
        continuation.resume(returning: .failure(error))
    }

    /// Requests of one origin share its connections: scheme, host and port, or the Unix socket.
    var origin: String {
        if let path = request.unixSocketPath { return path }
        let url = request.url.utf8
        guard let colon = url.firstIndex(of: UInt8(ascii: ":")) else { return request.url }
        let authority = url[colon...].dropFirst(3)
        let isEnd: (UInt8) -> Bool = { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        guard let end = authority.firstIndex(where: isEnd) else { return request.url }
        return String(request.url[..<end])
    }
}
