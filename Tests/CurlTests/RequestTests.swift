import Curl
import Glibc
import Testing

@Suite("What is sent, and what is not")
struct RequestTests {
    /// Answers with the request itself as body.
    private static let mirror: @Sendable (RawServer.Connection) -> Void = { connection in
        while let request = connection.readRequest() {
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(request.utf8.count)\r\n\r\n\(request)")
        }
    }

    private func sent(_ request: (String) -> CurlRequest) async throws -> [String] {
        try await withRawServer(Self.mirror) { server in
            try await withClient { client in
                let response = try await client.send(request(server.url))
                return String(decoding: response.body, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false).map(
                    String.init
                )
            }
        }
    }

    @Test("a small POST is exactly its header and body")
    func wholeRequest() async throws {
        let lines = try await sent {
            CurlRequest(.post, "\($0)/v1.0/jobs/a%2Fb", headers: [("Content-Type", "application/json")], body: Array("{}".utf8))
        }
        #expect(lines.first == "POST /v1.0/jobs/a%2Fb HTTP/1.1")
        #expect(
            lines.dropFirst(2) == ["User-Agent: punctual", "Accept: */*", "Content-Type: application/json", "Content-Length: 2", "", "{}"]
        )
        #expect(lines.dropFirst().first?.hasPrefix("Host: 127.0.0.1:") == true)
    }

    @Test("dots in a path are left alone")
    func pathAsIs() async throws {
        let lines = try await sent { CurlRequest(.get, "\($0)/v1.0/jobs/../x") }
        #expect(lines.first == "GET /v1.0/jobs/../x HTTP/1.1")
    }

    @Test("an empty header value is sent as such")
    func emptyHeader() async throws {
        let lines = try await sent { CurlRequest(.get, $0, headers: [("X-Empty", "")]) }
        #expect(lines.contains("X-Empty:"))
    }

    @Test("a proxy of the environment is ignored")
    func proxy() async throws {
        setenv("http_proxy", "http://127.0.0.1:\(try closedPort())", 1)
        let lines = try await sent { CurlRequest(.get, "\($0)/here") }
        #expect(lines.first == "GET /here HTTP/1.1")
    }

    @Test("nothing of a request remains in the next one over the same handle")
    func noResidue() async throws {
        try await withRawServer(Self.mirror) { server in
            try await withClient(.init(maxConnectionsPerHost: 1)) { client in
                let large = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
                _ = try await client.send(
                    CurlRequest(.put, server.url, headers: [("X-Secret", "s"), ("Content-Type", "a/b")], body: large)
                )
                _ = try await client.send(CurlRequest(.head, server.url, deadline: .milliseconds(50), maxResponseBytes: 0))
                _ = try await client.send(CurlRequest(.delete, server.url))
                let response = try await client.send(CurlRequest(.get, server.url))
                let text = String(decoding: response.body, as: UTF8.self)
                #expect(text.hasPrefix("GET / HTTP/1.1\r\n") && text.hasSuffix("Accept: */*\r\n\r\n"))
                #expect(!text.contains("X-Secret") && !text.contains("Content-"))
            }
        }
    }

    @Test(
        "only absolute http and https URLs leave the house",
        arguments: [
            "", "/", "127.0.0.1", "http:/x", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "dict://127.0.0.1/",
            "smtp://127.0.0.1/",
            "http://", "http://127.0.0.1:99999/", "http://user:secret@127.0.0.1/", "http://127.0.0.1/a b",
            "http://127.0.0.1/\r\nX-Injected: 1", "http://127.0.0.1/\u{0}",
        ]
    )
    func refusedURLs(url: String) async throws {
        try await withClient { client in
            let error = try await curlError { try await client.send(CurlRequest(.get, url)) }
            #expect(error.code == .invalidURL, "\(error)")
            #expect(!error.mayHaveBeenSent && !error.isRetriable)
        }
    }

    @Test(
        "headers that would break the request are refused",
        arguments: [
            ("X-A", "a\r\nX-Injected: 1"), ("X-A", "a\nb"), ("X-A", "a\u{0}b"), ("X-A\r\nX-B", "b"), ("X A", "b"), ("", "b"), ("X:A", "b"),
        ]
    )
    func refusedHeaders(name: String, value: String) async throws {
        try await withRawServer(Self.mirror) { server in
            try await withClient { client in
                let error = try await curlError { try await client.send(CurlRequest(.get, server.url, headers: [(name, value)])) }
                #expect(error.code == .invalidRequest && !error.mayHaveBeenSent)
                #expect(server.connections == 0)
            }
        }
    }
}
