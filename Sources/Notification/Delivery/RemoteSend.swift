import ServiceKit
import Synchronization

/// One sending under way, for those who wait for it.
final class RemoteSend: Sendable {
    private struct State {
        var isGuarded = false
        var isDelivered = false
    }

    private let result = OneShot<Complaint>()
    private let state = Mutex(State())

    /// Why nothing is settled; nil when all is.
    typealias Complaint = String?

    func end(_ complaint: Complaint) { result.succeed(complaint) }

    /// What came of it; `.some(nil)` when it is settled, nil when there is no result in time.
    func complaint(within patience: Duration) async throws -> Complaint? {
        try await withThrowingTaskGroup(of: Complaint?.self) { group in
            group.addTask { .some(try await self.result.value()) }
            group.addTask {
                try await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    func complaint() async throws -> Complaint { try await result.value() }

    /// A reminder guards it from now on.
    ///
    /// - Returns: whether that reminder is needless already.
    func guarded() -> Bool {
        state.withLock { state in
            state.isGuarded = true
            return state.isDelivered
        }
    }

    /// It is delivered.
    ///
    /// - Returns: whether a reminder guards it.
    func delivered() -> Bool {
        state.withLock { state in
            state.isDelivered = true
            return state.isGuarded
        }
    }
}
