import Glibc

/// One kept HTTP/1.1 connection of the load generator, with at most one request under way.
struct LoadConnection: ~Copyable {
    let descriptor: Int32
    /// When the request under way was to be sent, in nanoseconds.
    var intended: Int64 = 0
    private(set) var isBusy = false
    private var request: [UInt8] = []
    private var written = 0
    private var head: [UInt8] = []
    /// Bytes of the body still to come; nil while the head is read.
    private var remaining: Int?
    private var isGood = false

    enum Progress { case waiting, answered(isGood: Bool), broken }

    init(port: Int) throws(BenchError) {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw BenchError("no socket") }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(INADDR_LOOPBACK).bigEndian
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        guard result == 0 else { throw BenchError("no connection to port \(port): errno \(errno)") }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    deinit { close(descriptor) }

    /// What to wait for.
    var events: Int16 { Int16(POLLIN) | (isBusy && written < request.count ? Int16(POLLOUT) : 0) }

    mutating func start(intended: Int64, _ fill: (inout [UInt8]) -> Void) {
        self.intended = intended
        isBusy = true
        written = 0
        remaining = nil
        head.removeAll(keepingCapacity: true)
        request.removeAll(keepingCapacity: true)
        fill(&request)
        write()
    }

    mutating func write() {
        while written < request.count {
            let count = request.withUnsafeBytes { send(descriptor, $0.baseAddress! + written, $0.count - written, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { return }
            written += count
        }
    }

    mutating func read(_ buffer: UnsafeMutableRawBufferPointer) -> Progress {
        while true {
            let count = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            if count == 0 { return .broken }
            if count < 0 { return errno == EAGAIN || errno == EINTR ? .waiting : .broken }
            var bytes = UnsafeRawBufferPointer(buffer)[..<count]
            if remaining == nil {
                let known = head.count
                head.append(contentsOf: bytes)
                guard let length = HTTPHead.parse(head) else { continue }
                isGood = length.isGood
                bytes = bytes.dropFirst(length.head - known)
                remaining = length.body
            }
            remaining = (remaining ?? 0) - bytes.count
            if let left = remaining, left <= 0 {
                isBusy = false
                return .answered(isGood: isGood)
            }
        }
    }
}
