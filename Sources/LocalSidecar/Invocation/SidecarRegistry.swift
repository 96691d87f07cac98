import Redis

/// Local sidecars by app-id, kept in Redis: a stand-in for the multicast DNS by which real ones find each other.
struct SidecarRegistry: Sendable {
    let redis: RedisClient
    let namespace: String

    /// An entry that is not renewed for so long is gone.
    static let lifetime = 10

    private func key(_ appID: String) -> String { "sidecars:{\(namespace)}:\(appID)" }

    func renew(_ appID: String, _ address: String) async throws(RedisError) {
        _ = try await redis.send(["SET", .string(key(appID)), .string(address), "EX", .integer(Self.lifetime)])
    }

    func leave(_ appID: String) async throws(RedisError) {
        _ = try await redis.send(["DEL", .string(key(appID))])
    }

    func address(_ appID: String) async -> String? {
        (try? await redis.send(["GET", .string(key(appID))]))?.text
    }
}
