import Redis

/// What Redis does by itself.
enum RawRedis {
    /// Members a second into a sorted set of its own, one command each, 1,000 in a pipeline; the set is removed again.
    static func zaddRate(_ client: RedisClient, count: Int) async throws -> Double {
        let start = Instant.nanoseconds
        for first in stride(from: 0, to: count, by: 1000) {
            let commands = (first..<first + 1000).map { RedisCommand(["ZADD", "bench:z", .integer($0 &* 7919), .integer($0)]) }
            for reply in try await client.pipeline(commands) where reply.int != 1 { throw BenchError("a ZADD changed nothing") }
        }
        let seconds = Instant.seconds(since: start)
        _ = try await client.send(["DEL", "bench:z"])
        return Double(count) / seconds
    }
}
