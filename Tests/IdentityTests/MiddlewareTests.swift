import Curl
import Hummingbird
import Identity
import JSON
import Logging
import ServiceKit
import ServiceLifecycle
import Testing

@Suite("Routes behind authentication")
struct MiddlewareTests {
    @Test("a route sees whose token it is; without a good one the answer is 401 as a problem")
    func routes() async throws {
        try await withRoutes { call in
            let token = try await Fixed.signed(Claims())
            let answer = try await call("/api/ada/tasks", "Bearer \(token)")
            #expect(answer.status == 200)
            #expect(try JSONValue(parsing: answer.body)["user"] == "ada")
            #expect(try await call("/api/ada/tasks", "bearer  \(token)").status == 200, "the scheme in any case")

            for field in [nil, "Basic YTpi", "Bearer", "Bearer x", token] {
                let answer = try await call("/api/ada/tasks", field)
                #expect(answer.status == 401, "\(field ?? "none")")
                #expect(answer.headers["Content-Type"] == "application/problem+json")
                #expect(answer.headers["WWW-Authenticate"]?.hasPrefix("Bearer") == true)
                #expect(try JSONValue(parsing: answer.body)["correlation_id"]?.string == answer.headers["x-correlation-id"])
            }
            let expired = try await call("/api/ada/tasks", "Bearer \(try await Fixed.signed(Claims(exp: 1)))")
            #expect(expired.status == 401)
            #expect(expired.headers["WWW-Authenticate"] == #"Bearer error="invalid_token""#)
        }
    }

    @Test("another user's path, and an operator's, is 403")
    func forbidden() async throws {
        try await withRoutes { call in
            let ada = "Bearer \(try await Fixed.signed(Claims()))"
            #expect(try await call("/api/eve/tasks", ada).status == 403)
            #expect(try await call("/api/operators", ada).status == 403)
            #expect(try await call("/api/services", ada).status == 403)
            #expect(try await call("/api/operators", "Bearer \(try await Fixed.signed(Claims(role: "operator")))").status == 200)
            let tokens = ServiceTokens(key: try Fixed.key(Fixed.serviceSecret), service: "audit", clock: Fixed.clock)
            #expect(try await call("/api/services", try await tokens.authorization(for: "ada").value).status == 200)
        }
    }

    @Test("the parameter is looked at where it is allowed, and nowhere else")
    func parameter() async throws {
        try await withRoutes { call in
            let token = try await Fixed.signed(Claims())
            #expect(try await call("/live?access_token=\(token)", nil).status == 200)
            #expect(try await call("/live", nil).status == 401)
            #expect(try await call("/api/ada/tasks?access_token=\(token)", nil).status == 401)
        }
    }

    private typealias Call = @Sendable (_ path: String, _ authorization: String?) async throws -> CurlResponse

    private func withRoutes(_ body: @Sendable (Call) async throws -> Void) async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let router = Router<ServiceRequestContext>.service()
        let verifier = try Fixed.verifier()
        let api = router.group("/api", context: IdentifiedContext.self).add(middleware: AuthenticationMiddleware(verifier))
        api.get(":user/tasks") { _, context in
            try context.require(user: context.parameters.get("user") ?? "")
            return Response.json(["user": try context.principal.userID])
        }
        api.get("operators") { _, context in
            try context.requireOperator()
            return Response(status: .ok)
        }
        api.get("services") { _, context in
            try context.requireService()
            return Response(status: .ok)
        }
        router.group("/live", context: IdentifiedContext.self).add(
            middleware: AuthenticationMiddleware(verifier, parameter: "access_token")
        )
        .get { _, _ in Response(status: .ok) }
        let server = HTTPServer(router: router, configuration: HTTPServerConfiguration(port: 0), logger: logger)
        let http = CurlClient(logger: logger)
        let group = ServiceGroup(services: [server], logger: logger)
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            let port = try await server.port.value()
            do {
                try await body { path, authorization in
                    let headers = authorization.map { [(name: "Authorization", value: $0)] } ?? []
                    return try await http.send(CurlRequest(.get, "http://127.0.0.1:\(port)\(path)", headers: headers))
                }
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await http.shutdown()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }
}
