import Redis
import Synchronization

/// The connection to the scheduler: disabled, never reached, or reached once and perhaps lost.
final class SchedulerLink: Sendable {
    /// Why a call of the Jobs API got nowhere.
    enum Failure: Error {
        case disabled
        /// Thirty seconds have passed; whether the scheduler had ever been reached decides the answer.
        case deadline(wasReached: Bool)
        case server(String)
    }

    /// Nil when the scheduler is disabled.
    let store: JobStore?
    /// As it was given.
    let address: String
    private let reached = Atomic<Bool>(false)

    /// How long Dapr waits for its scheduler in a call.
    static let patience = Duration.seconds(30)

    init(store: JobStore?, address: String) {
        self.store = store
        self.address = address
    }

    var isDisabled: Bool { store == nil }
    var wasReached: Bool { reached.load(ordering: .acquiring) }

    /// Tries once; what it learns about the connection is remembered for good, as in Dapr.
    func probe() async {
        guard let store, (try? await store.redis.send(["PING"])) != nil else { return }
        reached.store(true, ordering: .releasing)
    }

    /// Runs a call, again and again while the scheduler cannot be reached, for at most thirty seconds.
    func call<Result: Sendable>(_ body: @Sendable (JobStore) async throws(RedisError) -> Result) async throws(Failure) -> Result {
        guard let store else { throw .disabled }
        let deadline = ContinuousClock.now + Self.patience
        while true {
            do throws(RedisError) {
                let result = try await body(store)
                reached.store(true, ordering: .releasing)
                return result
            } catch {
                guard error.isConnectionFailure else { throw .server(error.message) }
            }
            guard ContinuousClock.now < deadline, !Task.isCancelled else { throw .deadline(wasReached: wasReached) }
            try? await Task.sleep(for: min(.milliseconds(200), deadline - ContinuousClock.now))
        }
    }
}
