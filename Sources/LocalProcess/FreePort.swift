import Glibc

/// Ports of the loopback address that nothing listens on.
public enum FreePort {
    /// Asks the kernel for a TCP port of 127.0.0.1 that is free at this moment.
    ///
    /// There is a race: the port is given back before the answer reaches the caller, so another process can take it
    /// first. The kernel hands ports out in a scattered order, which makes that rare, not impossible. Whoever starts a
    /// server on the port has to check that the server came up and to take another port when it did not, as
    /// `RedisServer` does. A server that can bind port 0 itself is better off doing so.
    public static func next() throws(ProcessError) -> Int {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard socket >= 0 else { throw ProcessError(.resources, "no socket: \(systemMessage(errno))") }
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard result else { throw ProcessError(.resources, "no free port: \(systemMessage(errno))") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

/// The system's words for an `errno`.
func systemMessage(_ number: Int32) -> String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
}
