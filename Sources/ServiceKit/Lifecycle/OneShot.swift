import Synchronization

/// A value that comes later, once, for any number of tasks to wait for.
public final class OneShot<Value: Sendable>: Sendable {
    private enum State {
        case waiting([Int: CheckedContinuation<Value, any Error>])
        case done(Result<Value, any Error>)
    }

    private let state = Mutex((next: 0, state: State.waiting([:])))

    public init() {}

    /// The first one counts.
    public func succeed(_ value: Value) { finish(.success(value)) }

    /// The first one counts.
    public func fail(_ error: any Error) { finish(.failure(error)) }

    /// Waits for the value.
    ///
    /// - Throws: what it failed with, or `CancellationError`.
    public func value() async throws -> Value {
        let ticket = state.withLock { state in
            state.next += 1
            return state.next
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let result: Result<Value, any Error>? = state.withLock { state in
                    switch state.state {
                    case .done(let result):
                        return result
                    case .waiting(var waiters):
                        // Under the lock, so that a cancellation comes either before, and is seen here, or after, and finds the ticket.
                        if Task.isCancelled { return .failure(CancellationError()) }
                        waiters[ticket] = continuation
                        state.state = .waiting(waiters)
                        return nil
                    }
                }
                if let result { continuation.resume(with: result) }
            }
        } onCancel: {
            let waiter: CheckedContinuation<Value, any Error>? = state.withLock { state in
                guard case .waiting(var waiters) = state.state else { return nil }
                let waiter = waiters.removeValue(forKey: ticket)
                state.state = .waiting(waiters)
                return waiter
            }
            waiter?.resume(throwing: CancellationError())
        }
    }

    private func finish(_ result: Result<Value, any Error>) {
        let waiters = state.withLock { state -> [CheckedContinuation<Value, any Error>] in
            guard case .waiting(let waiters) = state.state else { return [] }
            state.state = .done(result)
            return Array(waiters.values)
        }
        for waiter in waiters { waiter.resume(with: result) }
    }
}
