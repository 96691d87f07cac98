import LocalProcess
import Logging
import Redis

let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

/// Runs a test with a private server and a client of it.
func withRedis(
    _ options: RedisServerOptions = .init(),
    configure: @Sendable (inout RedisConfiguration) -> Void = { _ in },
    _ body: @Sendable (RedisClient, RedisServer) async throws -> Void
) async throws {
    try await RedisServer.withServer(options) { server in
        var configuration = try RedisConfiguration(url: server.url)
        configure(&configuration)
        let client = RedisClient(configuration, logger: quiet)
        defer { client.shutdown() }
        try await body(client, server)
    }
}

extension RedisError {
    static func caught(_ body: () async throws(RedisError) -> some Any) async -> RedisError? {
        do throws(RedisError) {
            _ = try await body()
            return nil
        } catch {
            return error
        }
    }
}
