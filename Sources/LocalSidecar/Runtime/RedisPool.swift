import Logging
import Redis
import Synchronization

/// One pipelining client for each Redis that components name.
final class RedisPool: Sendable {
    struct Target: Hashable, Sendable {
        var host: String
        var port: Int
        var username: String
        var password: String
        var database: Int

        /// `host:port`; nil for anything else.
        init?(address: String) {
            guard let colon = address.lastIndex(of: ":"), let port = Int(address[address.index(after: colon)...]),
                (1...65_535).contains(port)
            else { return nil }
            let host = String(address[..<colon])
            self.init(host: host.isEmpty ? "127.0.0.1" : host, port: port, username: "", password: "", database: 0)
        }

        init(host: String, port: Int, username: String, password: String, database: Int) {
            (self.host, self.port) = (host, port)
            (self.username, self.password, self.database) = (username, password, database)
        }

        /// From the metadata of a Redis component.
        init(_ component: Component) throws(ResourceError) {
            guard let address = component["redisHost"], var target = Target(address: address) else {
                throw ResourceError("component \(component.name): redisHost has to be host:port")
            }
            guard component["enableTLS"]?.lowercased() != "true" else {
                throw ResourceError("component \(component.name): the local sidecar speaks no TLS with Redis")
            }
            target.username = component["redisUsername"] ?? ""
            target.password = component["redisPassword"] ?? ""
            target.database = component["redisDB"].flatMap { Int($0) } ?? 0
            self = target
        }
    }

    private let clients = Mutex<[Target: RedisClient]>([:])
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    /// The shared client of that server.
    func client(_ target: Target) -> RedisClient {
        clients.withLock { clients in
            if let client = clients[target] { return client }
            let client = RedisClient(target.configuration(isBlocking: false), logger: logger)
            clients[target] = client
            return client
        }
    }

    /// A client for blocking commands; the caller shuts it down.
    func blockingClient(_ target: Target) -> RedisClient {
        RedisClient(target.configuration(isBlocking: true), logger: logger)
    }

    func shutdown() {
        for client in clients.withLock({ Array($0.values) }) { client.shutdown() }
    }
}
