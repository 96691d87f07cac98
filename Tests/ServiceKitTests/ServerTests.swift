import Curl
import Hummingbird
import JSON
import Logging
import ServiceKit
import ServiceLifecycle
import Testing
import Traces

@Suite("The server")
struct ServerTests {
    @Test("a correlation id is taken over or made, put into the log, and sent back")
    func correlation() async throws {
        let router = Router<ServiceRequestContext>.service()
        router.get("/") { _, context in
            context.logger.info("handled")
            return Response.json(["id": context.correlation?.id ?? "", "traceparent": context.correlation?.trace.traceparent ?? ""])
        }
        try await RunningService.with(router) { service in
            let own = try await service.send(.get, "/", headers: [("X-Correlation-Id", "mine")])
            #expect(own.headers["x-correlation-id"] == "mine")
            #expect(service.log.values.last { $0["message"] == "handled" }?["correlation_id"] == "mine")

            let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
            let traced = try JSONValue(parsing: try await service.send(.get, "/", headers: [("traceparent", parent)]).body)
            #expect(traced["id"] == "0af7651916cd43dd8448eb211c80319c")
            #expect(traced["traceparent"] == .string(parent), "nobody records spans here, so the caller's is passed on")

            for unusable in ["with space", String(repeating: "x", count: 129), "é"] {
                let made = try await service.send(.get, "/", headers: [("x-correlation-id", unusable)])
                #expect(made.headers["x-correlation-id"]?.count == 32)
            }
            #expect(try await service.send(.get, "/none").headers["x-correlation-id"]?.count == 32)
        }
    }

    @Test("a request in progress ends before the server does, and the service says that it drains")
    func draining() async throws {
        let (entered, leave) = (OneShot<Void>(), OneShot<Void>())
        let router = Router<ServiceRequestContext>.service()
        router.get("/slow") { _, _ in
            entered.succeed(())
            try await leave.value()
            return "done"
        }
        let readiness = Readiness()
        try await RunningService.with(router, readiness: readiness) { service in
            async let slow = service.send(.get, "/slow")
            try await entered.value()
            await service.stop()
            while readiness.waits.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
            #expect(readiness.waits.map(\.name) == ["shutdown"])
            leave.succeed(())
            let response = try await slow
            #expect(response.status == 200)
            #expect(response.body == Array("done".utf8))
        }
    }

    @Test("a request that does not end is cut off after the time for draining")
    func drainTimeout() async throws {
        let entered = OneShot<Void>()
        let router = Router<ServiceRequestContext>.service()
        router.get("/endless") { _, _ in
            entered.succeed(())
            try await Task.sleep(for: .seconds(3_600))
            return "never"
        }
        let error = await #expect(throws: HTTPServerError.self) {
            try await RunningService.with(router, drainTimeout: .milliseconds(50)) { service in
                async let endless = try? service.send(.get, "/endless")
                try await entered.value()
                await service.stop()
                _ = await endless
            }
        }
        #expect(error?.code == .drainTimedOut)
    }

    @Test("a port in use is an error that names it")
    func portInUse() async throws {
        try await RunningService.with(.service()) { service in
            let second = HTTPServer(router: .service(), configuration: .init(port: service.port), logger: silent)
            let error = await #expect(throws: HTTPServerError.self) { try await second.run() }
            #expect(error?.code == .cannotListen)
            #expect(error?.message.contains("127.0.0.1:\(service.port)") == true)
            await #expect(throws: HTTPServerError.self) { try await second.port.value() }
        }
    }

    @Test("a client that asks before it sends a body is told to go on")
    func expectContinue() async throws {
        let router = Router<ServiceRequestContext>.service()
        router.post("/") { request, _ in try await request.collect(upTo: 100).readableBytes.description }
        try await RunningService.with(router) { service in
            let connection = try #require(RawConnection(port: service.port))
            for _ in 0..<2 {
                connection.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
                #expect(try await connection.read(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
                connection.write("body")
                let answer = try await connection.read(until: "\r\n\r\n4")
                #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
            }
        }
    }

    @Test("a body without end is refused, and cut off at twice the limit")
    func endlessBody() async throws {
        let router = Router<ServiceRequestContext>.service()
        router.post("/") { request, _ in try await request.collect(upTo: 100_000).readableBytes.description }
        try await RunningService.with(router, maxBody: 100_000) { service in
            let connection = try #require(RawConnection(port: service.port))
            connection.write("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
            let chunk = "2710\r\n" + String(repeating: "x", count: 10_000) + "\r\n"
            for _ in 0..<11 { connection.write(chunk) }
            #expect(try await connection.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 413 "))
            for _ in 0..<15 { connection.write(chunk) }
            // Ends because the server hangs up, and not because the marker has come.
            _ = try await connection.read(until: "never sent")
            #expect(connection.isAtEnd)
        }
    }

    @Test("a client that asks before it sends too much is refused at once")
    func expectTooMuch() async throws {
        let router = Router<ServiceRequestContext>.service()
        router.post("/") { request, _ in try await request.collect(upTo: 1_000).readableBytes.description }
        try await RunningService.with(router, maxBody: 1_000) { service in
            let connection = try #require(RawConnection(port: service.port))
            connection.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n\r\n")
            #expect(try await connection.read(until: "\r\n\r\n").hasPrefix("HTTP/1.1 413 "))
        }
    }

    @Test("idle connections outlive those of Dapr's sidecar")
    func idleTimeout() {
        #expect(HTTPServerConfiguration(port: 0).idleTimeout > .seconds(90))
    }

    @Test("only calls with the application's token pass")
    func appToken() async throws {
        let router = Router<ServiceRequestContext>.service()
        router.group().add(middleware: AppTokenMiddleware(Secret("s3cret"))).post("/job/{name}") { _, _ in Response(status: .ok) }
        router.group().add(middleware: AppTokenMiddleware(nil)).post("/open") { _, _ in Response(status: .ok) }
        try await RunningService.with(router) { (service) async throws in
            #expect(try await service.problem(.post, "/job/x")["status"] == 401)
            for wrong in ["", "s3cre", "S3cret", "s3crets3cret"] {
                #expect(try await service.problem(.post, "/job/x", headers: [("dapr-api-token", wrong)])["status"] == 401)
            }
            #expect(try await service.send(.post, "/job/x", headers: [("Dapr-Api-Token", "s3cret")]).status == 200)
            #expect(try await service.send(.post, "/open").status == 200)
        }
    }
}
