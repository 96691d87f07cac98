import CPoll
import Glibc

/// A load generator on one thread with raw sockets: it shares two cores with what it measures, so it has to be cheap.
///
/// At a rate it is open-loop: requests have fixed times, a late one counts from its time, and none is left out.
struct HTTPLoad {
    let port: Int
    let connections: Int

    /// - Parameters:
    ///   - rate: requests a second; nil sends the next as soon as a connection is free.
    ///   - count: how many altogether.
    ///   - deadline: seconds after which what is still missing counts as failed.
    ///   - request: writes request number n.
    func run(rate: Double?, count: Int, deadline: Double, _ request: (Int, inout [UInt8]) -> Void) throws(BenchError) -> LoadResult {
        let slots = UnsafeMutableBufferPointer<LoadConnection>.allocate(capacity: connections)
        var made = 0
        defer {
            for index in 0..<made { (slots.baseAddress! + index).deinitialize(count: 1) }
            slots.deallocate()
        }
        for index in 0..<connections {
            (slots.baseAddress! + index).initialize(to: try LoadConnection(port: port))
            made += 1
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }

        var result = LoadResult()
        result.latencies.reserveCapacity(count)
        var polls = (0..<connections).map { pollfd(fd: slots[$0].descriptor, events: 0, revents: 0) }
        var free = Array(0..<connections)
        var issued = 0
        let start = Instant.nanoseconds
        let gap = rate.map { 1e9 / $0 }
        let end = start + Int64(deadline * 1e9)
        while result.good + result.failed < count {
            var now = Instant.nanoseconds
            if now > end {
                result.failed = count - result.good
                break
            }
            var wait: Int64 = 50_000_000
            while issued < count, !free.isEmpty {
                let intended = gap.map { start + Int64($0 * Double(issued)) } ?? now
                if intended > now {
                    wait = min(wait, intended - now)
                    break
                }
                slots[free.removeLast()].start(intended: intended) { request(issued, &$0) }
                issued += 1
                now = Instant.nanoseconds
            }
            for index in 0..<connections { polls[index].events = slots[index].events }
            guard bench_poll(&polls, nfds_t(connections), Int(wait)) > 0 else { continue }
            for index in 0..<connections where polls[index].revents != 0 {
                if polls[index].revents & Int16(POLLOUT) != 0 { slots[index].write() }
                guard polls[index].revents & ~Int16(POLLOUT) != 0 else { continue }
                let intended = slots[index].intended
                switch slots[index].read(buffer) {
                case .waiting: break
                case .answered(let isGood):
                    if isGood { result.latencies.append(Double(Instant.nanoseconds - intended) / 1e6) } else { result.failed += 1 }
                    free.append(index)
                case .broken: throw BenchError("port \(port) closed a connection")
                }
            }
        }
        result.seconds = Instant.seconds(since: start)
        return result
    }

    /// The head of a request with a body of this length, or of one without.
    func head(_ method: String, _ path: String, bodyBytes: Int?) -> [UInt8] {
        let length = bodyBytes.map { "Content-Type: application/json\r\nContent-Length: \($0)\r\n" } ?? ""
        return Array("\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\(length)\r\n".utf8)
    }
}
