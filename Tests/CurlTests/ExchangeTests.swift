import Curl
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@Suite("Exchanges with a real server")
struct ExchangeTests {
    private static func echo() -> Router<BasicRequestContext> {
        let router = Router()
        for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete, .options] {
            router.on("/echo", method: method) { request, _ -> Response in
                let body = try await request.body.collect(upTo: 8 << 20)
                var headers = HTTPFields()
                headers[.contentType] = request.headers[.contentType] ?? "none"
                headers[HTTPField.Name("X-Method")!] = request.method.rawValue
                headers[HTTPField.Name("X-Trace")!] = request.headers[HTTPField.Name("X-Trace")!]
                headers[HTTPField.Name("X-Length")!] = request.headers[.contentLength] ?? "none"
                headers[HTTPField.Name("X-Expect")!] = request.headers[.expect] ?? "none"
                return Response(status: .ok, headers: headers, body: .init(byteBuffer: body))
            }
        }
        router.get("/status/{code}") { _, context -> Response in
            Response(status: .init(code: try context.parameters.require("code", as: Int.self)))
        }
        router.get("/redirect") { _, _ -> Response in
            Response(status: .found, headers: [.location: "/echo"])
        }
        return router
    }

    @Test("status, headers, body and address come back", arguments: CurlMethod.allCases)
    func roundTrip(method: CurlMethod) async throws {
        try await withServer(Self.echo()) { url in
            try await withClient { client in
                let hasBody = method != .get && method != .head
                let response = try await client.send(
                    CurlRequest(
                        method,
                        "\(url)/echo?a=b",
                        headers: [("Content-Type", "application/json"), ("X-Trace", "t-1")],
                        body: hasBody ? Array(#"{"a":1}"#.utf8) : []
                    )
                )
                if method == .head {
                    #expect(response.status == 404 && response.body.isEmpty)
                    return
                }
                #expect(response.status == 200)
                #expect(String(decoding: response.body, as: UTF8.self) == (hasBody ? #"{"a":1}"# : ""))
                #expect(response.headers["x-METHOD"] == method.rawValue)
                #expect(response.headers["X-Trace"] == "t-1")
                #expect(response.headers["Content-Type"] == "application/json")
                #expect(response.headers["X-Expect"] == "none")
                #expect(response.headers["absent"] == nil)
                #expect(response.primaryIP == "127.0.0.1")
            }
        }
    }

    @Test("an empty POST says so and is no web form")
    func emptyPost() async throws {
        try await withServer(Self.echo()) { url in
            try await withClient { client in
                let response = try await client.send(CurlRequest(.post, "\(url)/echo"))
                #expect(response.headers["X-Length"] == "0")
                #expect(response.headers["Content-Type"] == "none")
            }
        }
    }

    @Test("bodies of any size arrive whole, both ways", arguments: [1, 16 << 10, (16 << 10) + 1, 1 << 20, 4 << 20])
    func largeBodies(size: Int) async throws {
        let body = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        try await withServer(Self.echo()) { url in
            try await withClient { client in
                for _ in 0..<2 {
                    let response = try await client.send(CurlRequest(.post, "\(url)/echo", body: body))
                    #expect(response.status == 200)
                    #expect(response.headers["X-Length"] == "\(size)")
                    #expect(response.body == body)
                }
            }
        }
    }

    @Test("an error status is a response", arguments: [204, 302, 404, 409, 429, 500, 503])
    func statuses(code: Int) async throws {
        try await withServer(Self.echo()) { url in
            try await withClient { client in
                let response = try await client.send(CurlRequest(.get, "\(url)/status/\(code)"))
                #expect(response.status == code)
            }
        }
    }

    @Test("a redirect is returned, not followed")
    func redirect() async throws {
        try await withServer(Self.echo()) { url in
            try await withClient { client in
                let response = try await client.send(CurlRequest(.get, "\(url)/redirect"))
                #expect(response.status == 302)
                #expect(response.headers["location"] == "/echo")
            }
        }
    }

    @Test("hundreds at once are all answered, each with its own answer")
    func manyAtOnce() async throws {
        try await withServer(Self.echo()) { url in
            try await withClient { client in
                try await withThrowingTaskGroup(of: (Int, String).self) { group in
                    for number in 0..<600 {
                        group.addTask {
                            let response = try await client.send(CurlRequest(.post, "\(url)/echo", body: Array("\(number)".utf8)))
                            return (number, String(decoding: response.body, as: UTF8.self))
                        }
                    }
                    for try await (number, answer) in group {
                        #expect(answer == "\(number)")
                    }
                }
            }
        }
    }
}
