import Glibc

/// A bare TCP connection to a loopback port, for what a well-behaved client does not do.
final class RawConnection {
    private let descriptor: Int32
    /// The peer has hung up, and all that it sent has been read.
    private(set) var isAtEnd = false

    init?(port: Int) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard connected == 0 else { return nil }
    }

    deinit { close(descriptor) }

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// Reads until `end` has come, or nothing more comes, or ten seconds are over. Never blocks a thread: the server under test needs them.
    func read(until end: String) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(10)
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while !text.contains(end), ContinuousClock.now < deadline {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            if count > 0 {
                text += String(decoding: buffer[..<count], as: UTF8.self)
            } else if count == 0 || errno != EAGAIN {
                isAtEnd = true
                break
            } else {
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        return text
    }
}
