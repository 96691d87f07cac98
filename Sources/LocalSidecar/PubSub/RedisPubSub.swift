import Redis

/// A `pubsub.redis` component: topics are streams, consumer groups are app-ids.
struct RedisPubSub: Sendable {
    let name: String
    let settings: RedisPubSubSettings
    /// For everything that does not block.
    let redis: RedisClient
    /// For XREADGROUP alone.
    let reader: @Sendable () -> RedisClient

    /// Appends one message to a topic.
    func publish(_ data: [UInt8], metadata: [String: String], topic: String, now: Moment) async throws(RedisError) {
        _ = try await redis.send(command(data, metadata: metadata, topic: topic, now: now))
    }

    /// Appends many in one go. - Returns: the error of each that failed, by its place.
    func publish(_ messages: [(data: [UInt8], metadata: [String: String])], topic: String, now: Moment)
        async throws(RedisError) -> [Int: String]
    {
        let commands = messages.map { command($0.data, metadata: $0.metadata, topic: topic, now: now) }
        var failures: [Int: String] = [:]
        for (index, reply) in try await redis.pipeline(commands).enumerated() {
            if let message = reply.errorMessage { failures[index] = message }
        }
        return failures
    }

    private func command(_ data: [UInt8], metadata: [String: String], topic: String, now: Moment) -> RedisCommand {
        var words: [RedisArgument] = ["XADD", .string(topic)]
        if let length = settings.maxLength {
            words += ["MAXLEN", "~", .integer(length)]
        } else if let ttl = settings.streamTTL {
            words += ["MINID", "~", .integer(Int(now.nanoseconds - ttl.nanoseconds) / 1_000_000)]
        }
        words += ["*", "data", .bytes(data), "metadata", .bytes(Self.text(metadata))]
        return RedisCommand(words)
    }

    private static func text(_ metadata: [String: String]) -> [UInt8] {
        metadata.isEmpty ? Array("{}".utf8) : GoValue.object(GoObject(metadata.map { ($0.key, .string($0.value)) })).bytes
    }

    /// Creates the group of a topic from the beginning of its stream, so that a new group reads the whole backlog.
    func join(_ topic: String) async throws(RedisError) {
        do {
            _ = try await redis.send(["XGROUP", "CREATE", .string(topic), .string(settings.consumer), "0", "MKSTREAM"])
        } catch {
            guard error.message.contains("BUSYGROUP") else { throw error }
        }
    }

    func acknowledge(_ message: StreamMessage) async throws(RedisError) {
        _ = try await redis.send(["XACK", .string(message.topic), .string(settings.consumer), .string(message.id)])
    }

    /// Takes over what has been in somebody's hands for longer than the processing timeout.
    func reclaim(_ topic: String) async throws(RedisError) -> [StreamMessage] {
        let reply = try await redis.send([
            "XAUTOCLAIM", .string(topic), .string(settings.consumer), .string(settings.consumer),
            .integer(Int(settings.processingTimeout.nanoseconds / 1_000_000)), "0-0", "COUNT", .integer(settings.queueDepth),
        ])
        guard let parts = reply.array, parts.count >= 2 else { return [] }
        return (parts[1].array ?? []).compactMap { StreamMessage(topic: topic, $0) }
    }

    /// Waits up to a second for new messages of these topics.
    func read(_ topics: [String], limit: Int, _ reader: RedisClient) async throws(RedisError) -> [StreamMessage] {
        var words: [RedisArgument] = [
            "XREADGROUP", "GROUP", .string(settings.consumer), .string(settings.consumer), "COUNT", .integer(limit), "BLOCK", "1000",
            "STREAMS",
        ]
        words += topics.map { .string($0) }
        words += topics.map { _ in ">" }
        let reply = try await reader.send(RedisCommand(words))
        var messages: [StreamMessage] = []
        for stream in reply.array ?? [] {
            guard let parts = stream.array, parts.count == 2, let topic = parts[0].text else { continue }
            messages += (parts[1].array ?? []).compactMap { StreamMessage(topic: topic, $0) }
        }
        return messages
    }
}
