import Curl
import Foundation
import Synchronization
import Testing

@Suite("Connections")
struct ConnectionTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    private static func next(_ count: borrowing Mutex<Int>) -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }

    @Test("requests one after the other share a connection")
    func keepAlive() async throws {
        try await withRawServer({ connection in
            while connection.readRequest() != nil { connection.write(Self.ok) }
        }) { server in
            try await withClient { client in
                for _ in 0..<50 {
                    let response = try await client.send(CurlRequest(.post, server.url, body: [1]))
                    #expect(response.status == 200)
                }
                #expect(server.connections == 1)
            }
        }
    }

    @Test("a kept connection that the server has closed meanwhile is no error", arguments: [1, 100_000])
    func staleConnection(bodySize: Int) async throws {
        try await withRawServer({ connection in
            guard connection.readRequest() != nil else { return }
            connection.write(Self.ok)
        }) { server in
            try await withClient { client in
                for _ in 0..<20 {
                    let response = try await client.send(CurlRequest(.post, server.url, body: .init(repeating: 97, count: bodySize)))
                    #expect(response.status == 200)
                }
                #expect(server.connections == 20)
            }
        }
    }

    @Test(
        "a kept connection that is closed just as the next request arrives is no error, and the whole body is sent again",
        arguments: [1, 100_000]
    )
    func connectionClosedUnderTheRequest(bodySize: Int) async throws {
        let lengths = Mutex<[Int]>([])
        try await withRawServer({ connection in
            for round in 0... {
                guard let request = connection.readRequest() else { return }
                // The second request on the first connection gets no answer.
                guard connection.number > 0 || round == 0 else { return }
                lengths.withLock { $0.append(request.utf8.count(where: { $0 == UInt8(ascii: "~") })) }
                connection.write(Self.ok)
            }
        }) { server in
            try await withClient { client in
                for _ in 0..<2 {
                    let body = [UInt8](repeating: UInt8(ascii: "~"), count: bodySize)
                    let response = try await client.send(CurlRequest(.post, server.url, body: body))
                    #expect(response.status == 200)
                }
            }
            #expect(server.connections == 2)
            #expect(lengths.withLock(\.self) == [bodySize, bodySize])
        }
    }

    @Test("a request that may be sent once only is not sent again, and its loss is told", arguments: [1, 100_000])
    func sentOnce(bodySize: Int) async throws {
        let requests = Mutex(0)
        try await withRawServer({ connection in
            while connection.readRequest() != nil {
                // Only the first request of all is answered.
                guard Self.next(requests) == 1 else { return }
                connection.write(Self.ok)
            }
        }) { server in
            try await withClient { client in
                var request = CurlRequest(.post, server.url, body: .init(repeating: 97, count: bodySize))
                request.isSentOnce = true
                #expect(try await client.send(request).status == 200)
                let once = request
                let error = try await curlError { try await client.send(once) }
                #expect(error.code == .connectionLost && error.mayHaveBeenSent)
            }
        }
        #expect(requests.withLock(\.self) == 2)
    }

    @Test("no more connections to a host than allowed, and everybody is served")
    func connectionCap() async throws {
        try await withRawServer({ connection in
            while connection.readRequest() != nil {
                Thread.sleep(forTimeInterval: 0.001)
                connection.write(Self.ok)
            }
        }) { server in
            try await withClient(.init(maxConnectionsPerHost: 4)) { client in
                try await withThrowingTaskGroup(of: Int.self) { group in
                    for _ in 0..<100 {
                        group.addTask { try await client.send(CurlRequest(.get, server.url)).status }
                    }
                    for try await status in group { #expect(status == 200) }
                }
                #expect((1...4).contains(server.connections))
            }
        }
    }

    @Test("a host that hangs does not hold up another one")
    func hostsDoNotBlockEachOther() async throws {
        try await withRawServer({ $0.waitForHangUp() }) { hanging in
            try await withRawServer({ connection in
                while connection.readRequest() != nil { connection.write(Self.ok) }
            }) { server in
                try await withClient(.init(maxConnectionsPerHost: 2)) { client in
                    let stuck = (0..<6).map { _ in Task { try await client.send(CurlRequest(.get, hanging.url)).status } }
                    try await eventually("the hanging host is busy") { hanging.connections == 2 }
                    let response = try await client.send(CurlRequest(.get, server.url))
                    #expect(response.status == 200)
                    for task in stuck { task.cancel() }
                }
            }
        }
    }

    @Test("a request that waits for a connection meets its deadline, and was not sent")
    func deadlineWhileWaiting() async throws {
        try await withRawServer({ $0.waitForHangUp() }) { hanging in
            try await withClient(.init(maxConnectionsPerHost: 1)) { client in
                let stuck = Task { try await client.send(CurlRequest(.get, hanging.url)).status }
                try await eventually("the host is busy") { hanging.connections == 1 }
                let error = try await curlError { try await client.send(CurlRequest(.get, hanging.url, deadline: .milliseconds(80))) }
                #expect(error.code == .deadlineExceeded && !error.mayHaveBeenSent)
                #expect(hanging.connections == 1)
                stuck.cancel()
            }
        }
    }

    @Test("a host that does not even accept costs the connect timeout, and was not sent")
    func connectTimeout() async throws {
        let server = try FullBacklog()
        defer { server.stop() }
        try await withClient(.init(connectTimeout: .milliseconds(150))) { client in
            let error = try await curlError { try await client.send(CurlRequest(.post, server.url, body: [1])) }
            #expect(error.code == .deadlineExceeded && !error.mayHaveBeenSent, "\(error)")
        }
    }

    @Test("a Unix domain socket serves as well as a port")
    func unixSocket() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "curl-\(UUID().uuidString.prefix(8)).sock").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let server = try RawServer(unixSocketPath: path) { connection in
            while connection.readRequest() != nil { connection.write(Self.ok) }
        }
        defer { server.stop() }
        try await withClient { client in
            let response = try await client.send(CurlRequest(.get, "http://sidecar/v1.0/healthz", unixSocketPath: path))
            #expect(response.status == 200)
            #expect(response.primaryIP == nil)
        }
    }
}
