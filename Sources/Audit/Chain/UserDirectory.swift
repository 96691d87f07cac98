import Crypto
import Dapr
import JSON
import ServiceKit
import Synchronization

/// Who has a chain: a state store cannot list its keys. Spread over sixteen values, so that new users do not all wait for one.
final class UserDirectory: Sendable {
    private static let shards = 16
    private static let maxRounds = 20

    private let chains: AuditChains
    private let known = Mutex<Set<String>>([])

    init(_ chains: AuditChains) {
        self.chains = chains
    }

    /// Enters a user, before their first entry.
    func add(_ userID: String) async throws(AuditError) {
        if known.withLock({ $0.contains(userID) }) { return }
        let key = Self.key(Self.shard(of: userID))
        for round in 0..<Self.maxRounds {
            let (users, etag) = try await read(key)
            if users.contains(userID) { break }
            let added = RawJSON((users + [userID]).sorted())
            if try await chains.write(added, key, etag.map { .ifMatch($0) } ?? .ifAbsent) { break }
            if round == Self.maxRounds - 1 { throw AuditError(.contended, "too many new users at the same time") }
            try? await Task.sleep(for: .milliseconds(Int.random(in: 1...20)))
        }
        known.withLock { _ = $0.insert(userID) }
    }

    /// Everybody, in order.
    func all() async throws(AuditError) -> [String] {
        var users: [String] = []
        for shard in 0..<Self.shards { users += try await read(Self.key(shard)).users }
        return users.sorted()
    }

    private func read(_ key: String) async throws(AuditError) -> (users: [String], etag: String?) {
        guard let value = try await chains.read(key) else { return ([], nil) }
        do throws(JSONError) {
            return (try value.decode(), value.etag)
        } catch {
            throw AuditError(.damaged, "\(key) cannot be read: \(error)")
        }
    }

    private static func shard(of userID: String) -> Int {
        Int(Array(SHA256.hash(data: Array(userID.utf8)))[0]) % shards
    }

    private static func key(_ shard: Int) -> String { "audit:users:\(shard)" }
}
