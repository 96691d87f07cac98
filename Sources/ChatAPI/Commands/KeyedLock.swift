import Synchronization

/// Lets those through one after the other who work on the same thing in this process. Replicas meet at the state store's versions all the
/// same; this only spares them most of the conflicts.
final class KeyedLock: Sendable {
    /// Who waits for each key that is held.
    private let waiters = Mutex<[String: [CheckedContinuation<Void, Never>]]>([:])

    func with<Value, Failure: Error>(_ key: String, _ body: () async throws(Failure) -> Value) async throws(Failure) -> Value {
        await acquire(key)
        defer { release(key) }
        return try await body()
    }

    private func acquire(_ key: String) async {
        await withCheckedContinuation { continuation in
            let isFree = waiters.withLock { waiters in
                guard waiters[key] == nil else {
                    waiters[key]?.append(continuation)
                    return false
                }
                waiters[key] = []
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    private func release(_ key: String) {
        let next: CheckedContinuation<Void, Never>? = waiters.withLock { waiters in
            guard let rest = waiters[key], !rest.isEmpty else {
                waiters[key] = nil
                return nil
            }
            return waiters[key]?.removeFirst()
        }
        next?.resume()
    }
}
