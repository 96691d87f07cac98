import Glibc

/// One PING over a unix socket, without a client.
enum RedisPing {
    /// Whether a server there has started and loaded its data. Blocks for at most a quarter of a second.
    static func answers(_ path: String) -> Bool {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        var limit = timeval(tv_sec: 0, tv_usec: 250_000)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard connect(socket, path) else { return false }
        let question = Array("PING\r\n".utf8)
        guard send(socket, question, question.count, Int32(MSG_NOSIGNAL)) == question.count else { return false }
        let answer = [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
            count = max(0, recv(socket, buffer.baseAddress, buffer.count, 0))
        }
        // A server that wants a password says NOAUTH, which is an answer; one that still loads says LOADING.
        return answer.starts(with: "+PONG".utf8) || answer.starts(with: "-NOAUTH".utf8)
    }

    private static func connect(_ socket: Int32, _ path: String) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { field in
            guard path.utf8.count < field.count else { return false }
            field.copyBytes(from: path.utf8)
            return true
        }
        return fits
            && withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
                }
            }
    }
}
