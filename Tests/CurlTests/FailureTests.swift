import Curl
import Testing

@Suite("Failures")
struct FailureTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    @Test("nobody listens: refused, certainly not sent, worth a retry")
    func refused() async throws {
        let port = try closedPort()
        try await withClient { client in
            let error = try await curlError { try await client.send(CurlRequest(.post, "http://127.0.0.1:\(port)/", body: [1])) }
            #expect(error.code == .connectionRefused)
            #expect(!error.mayHaveBeenSent && error.isRetriable)
        }
    }

    @Test("an unknown host: not resolved, certainly not sent")
    func unresolved() async throws {
        try await withClient { client in
            let error = try await curlError { try await client.send(CurlRequest(.get, "http://nobody.invalid/")) }
            #expect(error.code == .couldNotResolve)
            #expect(!error.mayHaveBeenSent && error.isRetriable)
        }
    }

    @Test("a server that never answers costs the deadline and no more; it may have acted")
    func hang() async throws {
        try await withRawServer({ connection in
            _ = connection.readRequest()
            connection.waitForHangUp()
        }) { server in
            try await withClient { client in
                let start = ContinuousClock.now
                let error = try await curlError {
                    try await client.send(CurlRequest(.post, server.url, body: [1], deadline: .milliseconds(150)))
                }
                #expect(error.code == .deadlineExceeded)
                #expect(error.mayHaveBeenSent && error.isRetriable)
                #expect(ContinuousClock.now - start >= .milliseconds(150))
            }
        }
    }

    @Test("a body that dribbles in does not outlive the deadline")
    func slowBody() async throws {
        try await withRawServer({ connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
            for _ in 0..<5 { connection.write(".") }
            connection.waitForHangUp()
        }) { server in
            try await withClient { client in
                let error = try await curlError { try await client.send(CurlRequest(.get, server.url, deadline: .milliseconds(150))) }
                #expect(error.code == .deadlineExceeded && error.mayHaveBeenSent)
            }
        }
    }

    @Test("a deadline that has passed already sends nothing")
    func passedDeadline() async throws {
        try await withRawServer({ _ in }) { server in
            try await withClient { client in
                let error = try await curlError { try await client.send(CurlRequest(.get, server.url, deadline: .zero)) }
                #expect(error.code == .deadlineExceeded && !error.mayHaveBeenSent)
                #expect(server.connections == 0)
            }
        }
    }

    @Test("an absurd deadline is no deadline")
    func hugeDeadline() async throws {
        try await withRawServer({ connection in
            while connection.readRequest() != nil { connection.write(Self.ok) }
        }) { server in
            try await withClient { client in
                let response = try await client.send(CurlRequest(.get, server.url, deadline: .seconds(Int64.max)))
                #expect(response.status == 200)
            }
        }
    }

    @Test(
        "a connection cut before the response is complete is lost, and the request is not repeated behind the caller's back",
        arguments: [
            "", "HTTP/1.1 20", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
        ]
    )
    func cut(sent: String) async throws {
        try await withRawServer({ connection in
            _ = connection.readRequest()
            connection.write(sent)
        }) { server in
            try await withClient { client in
                let error = try await curlError { try await client.send(CurlRequest(.post, server.url, body: [1])) }
                #expect(error.code == .connectionLost, "\(error)")
                #expect(error.mayHaveBeenSent && error.isRetriable)
                #expect(server.connections == 1)
            }
        }
    }

    @Test(
        "what is not HTTP/1.1 is an invalid response",
        arguments: ["hello, who is there?\r\n", "SSH-2.0-OpenSSH_9.2\r\n", "\u{0}\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\r\n\r\n"]
    )
    func garbage(answer: String) async throws {
        try await withRawServer({ connection in
            _ = connection.readRequest()
            connection.write(answer)
        }) { server in
            try await withClient { client in
                let error = try await curlError { try await client.send(CurlRequest(.get, server.url)) }
                #expect(error.code == .invalidResponse, "\(error)")
                #expect(error.mayHaveBeenSent && !error.isRetriable)
            }
        }
    }

    @Test(
        "a body beyond the limit is refused, whether announced or not",
        arguments: ["Content-Length: 11\r\n\r\n12345678901", "Transfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n5\r\n78901\r\n0\r\n\r\n"]
    )
    func tooLarge(rest: String) async throws {
        try await withRawServer({ connection in
            _ = connection.readRequest()
            connection.write("HTTP/1.1 200 OK\r\n" + rest)
            connection.waitForHangUp()
        }) { server in
            try await withClient { client in
                let error = try await curlError { try await client.send(CurlRequest(.get, server.url, maxResponseBytes: 10)) }
                #expect(error.code == .responseTooLarge && error.mayHaveBeenSent && !error.isRetriable)
                let response = try await client.send(CurlRequest(.get, server.url, maxResponseBytes: 11))
                #expect(response.body.count == 11)
            }
        }
    }

    @Test("a header beyond reason is refused", arguments: [(1, 200_000), (10_000, 80)])
    func headerTooLarge(lines: Int, length: Int) async throws {
        try await withRawServer({ connection in
            _ = connection.readRequest()
            let line = "X-Long: " + String(repeating: "x", count: length) + "\r\n"
            connection.write("HTTP/1.1 200 OK\r\n" + String(repeating: line, count: lines) + "Content-Length: 0\r\n\r\n")
            connection.waitForHangUp()
        }) { server in
            try await withClient { client in
                let error = try await curlError { try await client.send(CurlRequest(.get, server.url)) }
                #expect(error.code == .responseTooLarge, "\(error)")
                #expect(error.mayHaveBeenSent)
            }
        }
    }

    @Test("interim responses are passed over, their headers too")
    func interim() async throws {
        try await withRawServer({ connection in
            while connection.readRequest() != nil {
                connection.write("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n")
                connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Trailer: t\r\n\r\n")
            }
        }) { server in
            try await withClient { client in
                let response = try await client.send(CurlRequest(.get, server.url))
                #expect(response.status == 200)
                #expect(response.body == Array("ok".utf8))
                #expect(response.headers["Link"] == nil)
            }
        }
    }
}
