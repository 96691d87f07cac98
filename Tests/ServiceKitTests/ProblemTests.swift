import Curl
import HTTPTypes
import Hummingbird
import JSON
import ServiceKit
import Testing

@Suite("Problems")
struct ProblemTests {
    struct Unforeseen: Error {}

    static var router: Router<ServiceRequestContext> {
        let router = Router<ServiceRequestContext>.service()
        router.get("/thrown") { _, _ -> Response in
            throw Problem.invalid(
                [.init(field: "tags[2]", message: "Too long."), .init(field: "at", message: "Missing.")],
                detail: "Two faults."
            )
        }
        router.get("/unforeseen") { _, _ -> Response in throw Unforeseen() }
        router.get("/later") { _, _ -> Response in throw Problem.unavailable("Redis is away.", retryAfter: 3) }
        router.get("/framework") { _, _ -> Response in throw HTTPError(.badRequest, message: "From within.") }
        router.get("/returned") { _, _ in Problem.conflict("Exists.") }
        router.get("/things/{id}") { _, _ in Response(status: .noContent) }
        router.delete("/things/{id}") { _, _ in Response(status: .noContent) }
        router.post("/numbers") { request, _ in Response.json(try await request.json([Int].self, upTo: 1_024)) }
        router.post("/raw") { request, _ in Response.json(try await request.collect(upTo: 1_024).readableBytes) }
        return router
    }

    @Test("a thrown problem is sent with all its members")
    func thrown() async throws {
        try await RunningService.with(Self.router) { service in
            let problem = try await service.problem(.get, "/thrown")
            #expect(problem["status"] == 422)
            #expect(problem["type"] == "urn:punctual:problem:invalid-request")
            #expect(problem["detail"] == "Two faults.")
            #expect(problem["errors"] == [["field": "tags[2]", "message": "Too long."], ["field": "at", "message": "Missing."]])
            #expect(try await service.problem(.get, "/returned")["title"] == "Conflict")
            #expect(try await service.send(.get, "/later").headers["Retry-After"] == "3")
            #expect(try await service.problem(.get, "/framework")["detail"] == "From within.")
        }
    }

    @Test("an unforeseen error is a 500 that tells nothing but the id under which the log has it")
    func unforeseen() async throws {
        try await RunningService.with(Self.router) { service in
            let problem = try await service.problem(.get, "/unforeseen", headers: [("x-correlation-id", "abc-1")])
            #expect(problem["status"] == 500)
            #expect(problem["correlation_id"] == "abc-1")
            #expect(!problem.description.contains("Unforeseen"))
            let line = try #require(service.log.values.first { $0["level"] == "error" })
            #expect(line["correlation_id"] == "abc-1")
            #expect(line["error"]?.string?.contains("Unforeseen") == true)
            #expect(line["path"] == "/unforeseen")
        }
    }

    @Test("an unknown path is 404, and a wrong method 405 with those that the path has")
    func routing() async throws {
        try await RunningService.with(Self.router) { (service) async throws in
            #expect(try await service.problem(.get, "/nothing")["status"] == 404)
            #expect(try await service.problem(.get, "/things/1/2")["status"] == 404)
            #expect(try await service.problem(.post, "/things/1")["status"] == 405)
            #expect(try await service.send(.post, "/things/1").headers["Allow"] == "DELETE, GET, HEAD")
            #expect(try await service.send(.head, "/things/1").status == 204)
            #expect(try await service.problem(.get, "/numbers")["detail"] == "This path allows POST.")
        }
    }

    @Test("a body that is too large is 413, announced or not")
    func tooLarge() async throws {
        try await RunningService.with(Self.router) { service in
            let big = [UInt8](repeating: UInt8(ascii: " "), count: 1_025)
            let problem = try await service.problem(.post, "/raw", body: big)
            #expect(problem["status"] == 413)
            #expect(problem["detail"] == "The body may have 1 KiB at most.")
            #expect(try await service.send(.post, "/raw", body: Array(big.dropLast())).status == 200)

            let connection = try #require(RawConnection(port: service.port))
            connection.write("POST /raw HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n400\r\n")
            connection.write(String(repeating: " ", count: 1_024) + "\r\n1\r\n \r\n0\r\n\r\n")
            #expect(try await connection.read(until: "}").contains("HTTP/1.1 413 "))
        }
    }

    @Test(
        "a body that is not as wanted names the place",
        arguments: [
            ("", 400, nil), ("[1,", 400, nil), ("[1]x", 400, nil), ("{}", 422, "body"), ("[1,\"2\"]", 422, "[1]"),
            ("[9007199254740993]", 422, "[0]"),
            ("[0.5]", 422, "[0]"),
        ] as [(String, Int, String?)]
    )
    func json(body: String, status: Int, field: String?) async throws {
        try await RunningService.with(Self.router) { service in
            let problem = try await service.problem(.post, "/numbers", body: Array(body.utf8))
            #expect(problem["status"]?.int == status)
            #expect(problem["errors"]?[0]?["field"]?.string == field)
        }
    }
}
