import Redis

/// A `state.redis` component: every value is a hash of `data` and `version`.
struct StateStore: Sendable {
    let name: String
    let redis: RedisClient
    private let keyPrefix: String
    let outbox: (pubsub: String, topic: String)?

    init(_ component: Component, redis: RedisClient, appID: String, namespace: String) {
        name = component.name
        self.redis = redis
        switch component["keyPrefix"] ?? "" {
        case "", "appid": keyPrefix = "\(appID)||"
        case "name": keyPrefix = "\(component.name)||"
        case "none": keyPrefix = ""
        case "namespace": keyPrefix = "\(namespace).\(appID)||"
        case let literal: keyPrefix = "\(literal)||"
        }
        if let pubsub = component["outboxPublishPubsub"], let topic = component["outboxPublishTopic"], !pubsub.isEmpty, !topic.isEmpty {
            outbox = (pubsub, topic)
        } else {
            outbox = nil
        }
    }

    func stored(_ key: String) -> String { keyPrefix + key }

    func get(_ key: String) async throws(RedisError) -> (data: [UInt8], version: String)? {
        Self.value(try await redis.send(Self.getCommand(stored(key))))
    }

    func get(_ keys: [String]) async throws(RedisError) -> [(data: [UInt8], version: String)?] {
        try await redis.pipeline(keys.map { Self.getCommand(stored($0)) }).map { Self.value($0) }
    }

    private static func getCommand(_ key: String) -> RedisCommand { RedisCommand(["HMGET", .string(key), "data", "version"]) }

    private static func value(_ reply: RedisValue) -> (data: [UInt8], version: String)? {
        guard let row = reply.array, row.count == 2, let data = row[0].bytes else { return nil }
        return (data, row[1].text ?? "")
    }

    func set(_ item: StateItem) async throws(RedisError) {
        _ = try await redis.evaluate(Self.setScript, keys: [.string(stored(item.key))], arguments: item.arguments)
    }

    func delete(_ key: String, etag: String?) async throws(RedisError) {
        _ = try await redis.evaluate(Self.deleteScript, keys: [.string(stored(key))], arguments: [.string(etag ?? "0")])
    }

    /// Runs the operations one after the other in MULTI; what succeeded stays when another fails, as in Dapr.
    /// - Returns: the first error, if any.
    func transact(_ operations: [StateOperation]) async throws(RedisError) -> String? {
        var commands: [RedisCommand] = [["MULTI"]]
        for operation in operations {
            switch operation {
            case .upsert(let item): commands.append(Self.command(Self.setScript, stored(item.key), item.arguments))
            case .delete(let key, let etag):
                commands.append(Self.command(Self.deleteScript, stored(key), [.string(etag ?? "0")]))
            }
        }
        commands.append(["EXEC"])
        guard let replies = try await redis.pipeline(commands).last?.array else { return "EXEC without a reply" }
        return replies.lazy.compactMap(\.errorMessage).first
    }

    /// With the script's text: within MULTI there is no falling back when its hash is unknown.
    private static func command(_ script: RedisScript, _ key: String, _ arguments: [RedisArgument]) -> RedisCommand {
        RedisCommand(["EVAL", .bytes(script.source), "1", .string(key)] + arguments)
    }

    private static let setScript = RedisScript(name: "state_set", source: PackageResources.state_set_lua)
    private static let deleteScript = RedisScript(name: "state_delete", source: PackageResources.state_delete_lua)
}
