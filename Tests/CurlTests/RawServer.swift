import Foundation
import Glibc
import Synchronization

/// A TCP server on a free loopback port whose every connection is handled by a closure on a thread of its own: for everything that a
/// well-behaved HTTP server does not do.
final class RawServer: Sendable {
    /// One accepted connection, closed when the handler returns.
    struct Connection: Sendable {
        let descriptor: Int32
        /// Counts from 0.
        let number: Int

        /// Reads until the header and as much of the body as `Content-Length` says have come. Nil when the peer has hung up.
        func readRequest() -> String? {
            var bytes: [UInt8] = []
            while true {
                let text = String(decoding: bytes, as: UTF8.self)
                if let end = text.range(of: "\r\n\r\n") {
                    let length = text.range(of: "Content-Length: ").flatMap { Int(text[$0.upperBound...].prefix { $0.isNumber }) } ?? 0
                    if text[end.upperBound...].utf8.count >= length { return text }
                }
                var buffer = [UInt8](repeating: 0, count: 65_536)
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { return nil }
                bytes += buffer[..<count]
            }
        }

        func write(_ text: String) {
            let bytes = Array(text.utf8)
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes { send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { return }
                sent += count
            }
        }

        /// Blocks until the peer hangs up, reading what still comes.
        func waitForHangUp() {
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while recv(descriptor, &buffer, buffer.count, 0) > 0 {}
        }
    }

    let port: Int
    private let listener: Int32
    private let accepted = Mutex((count: 0, open: Set<Int32>(), isClosed: false))

    var url: String { "http://127.0.0.1:\(port)" }
    var connections: Int { accepted.withLock { $0.count } }

    init(unixSocketPath: String? = nil, handler: @escaping @Sendable (Connection) -> Void) throws {
        if let unixSocketPath {
            listener = try Self.listen(unixSocketPath: unixSocketPath)
            port = 0
        } else {
            (listener, port) = try Self.listen()
        }
        Thread.detachNewThread { [self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else {
                    // Closed here and not by `stop`, where its number could be given to somebody else while this thread still accepts from it.
                    close(listener)
                    return
                }
                let number = accepted.withLock { state -> Int? in
                    guard !state.isClosed else { return nil }
                    state.open.insert(descriptor)
                    state.count += 1
                    return state.count - 1
                }
                guard let number else {
                    close(descriptor)
                    return
                }
                Thread.detachNewThread { [self] in
                    handler(Connection(descriptor: descriptor, number: number))
                    _ = accepted.withLock { $0.open.remove(descriptor) }
                    close(descriptor)
                }
            }
        }
    }

    /// Stops listening and hangs up on everybody.
    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        accepted.withLock { state in
            state.isClosed = true
            for descriptor in state.open { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    private static func listen() throws -> (Int32, Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && Glibc.listen(descriptor, 1_024) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func listen(unixSocketPath: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: unixSocketPath.utf8.prefix($0.count - 1)) }
        let isListening = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 && Glibc.listen(descriptor, 16) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRNOTAVAIL) }
        return descriptor
    }
}
