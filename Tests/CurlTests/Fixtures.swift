import Curl
import Hummingbird
import Logging
import NIOCore
import Testing

/// A quiet logger.
let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Runs the body with a client that is shut down afterwards, whatever happens.
func withClient<Result>(
    _ configuration: CurlConfiguration = .init(deadline: .seconds(20)),
    _ body: (CurlClient) async throws -> Result
) async throws -> Result {
    let client = CurlClient(configuration, logger: silent)
    do {
        let result = try await body(client)
        await client.shutdown()
        return result
    } catch {
        await client.shutdown()
        throw error
    }
}

/// Runs the body with a raw server.
func withRawServer<Result>(
    _ handler: @escaping @Sendable (RawServer.Connection) -> Void,
    _ body: (RawServer) async throws -> Result
) async throws -> Result {
    let server = try RawServer(handler: handler)
    defer { server.stop() }
    return try await body(server)
}

/// Runs the body with a Hummingbird server on a free loopback port; the body is given the base URL.
func withServer<Result: Sendable>(
    _ router: Router<BasicRequestContext>,
    _ body: sending @escaping (String) async throws -> Result
) async throws -> Result {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let application = Application(
        router: router,
        configuration: .init(address: .hostname("127.0.0.1", port: 0)),
        onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
        logger: silent
    )
    return try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await application.runService(gracefulShutdownSignals: []) }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        defer { group.cancelAll() }
        return try await body("http://127.0.0.1:\(port)")
    }
}

/// The error that the body throws; a body that throws nothing is a failure.
func curlError(_ body: () async throws -> some Any, sourceLocation: SourceLocation = #_sourceLocation) async throws -> CurlError {
    do {
        _ = try await body()
    } catch let error as CurlError {
        return error
    }
    return try #require(nil as CurlError?, "no error was thrown", sourceLocation: sourceLocation)
}

/// Waits until the condition holds, at most ten seconds.
func eventually(_ what: Comment, sourceLocation: SourceLocation = #_sourceLocation, _ condition: () -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(10)
    while !condition() {
        try #require(ContinuousClock.now < end, what, sourceLocation: sourceLocation)
        try await Task.sleep(for: .milliseconds(2))
    }
}

/// A loopback port on which nobody listens.
func closedPort() throws -> Int {
    let server = try RawServer { _ in }
    server.stop()
    return server.port
}
