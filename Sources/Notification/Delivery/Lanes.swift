import Synchronization

/// Lets work of many users go on side by side: at most so much at once, and of each user less, so that one whose receiver is slow takes
/// only a few of the places. First come, first served, among those whose user has a place left.
final class Lanes: Sendable {
    private struct State {
        var running = 0
        var byUser: [String: Int] = [:]
        var waiting: [(id: Int, user: String, continuation: CheckedContinuation<Bool, Never>)] = []
        var lastID = 0
    }

    private let state = Mutex(State())
    private let total: Int
    private let perUser: Int

    init(total: Int, perUser: Int) {
        self.total = max(1, total)
        self.perUser = max(1, perUser)
    }

    /// Runs the body when there is a place for it; nil when the task is cancelled before.
    func run<Result>(_ user: String, _ body: () async -> Result) async -> Result? {
        guard await enter(user) else { return nil }
        defer { leave(user) }
        return await body()
    }

    private func enter(_ user: String) async -> Bool {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isAdmitted: Bool? = state.withLock { state in
                    // Under the lock, so that a cancellation comes either before, and is seen here, or after, and finds the entry.
                    if Task.isCancelled { return false }
                    if admits(user, state) {
                        take(user, &state)
                        return true
                    }
                    state.waiting.append((id, user, continuation))
                    return nil
                }
                if let isAdmitted { continuation.resume(returning: isAdmitted) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.waiting.firstIndex { $0.id == id }.map { state.waiting.remove(at: $0) }
            }
            waiter?.continuation.resume(returning: false)
        }
    }

    private func leave(_ user: String) {
        let next = state.withLock { state in
            state.running -= 1
            let left = (state.byUser[user] ?? 1) - 1
            state.byUser[user] = left > 0 ? left : nil
            guard let index = state.waiting.firstIndex(where: { admits($0.user, state) }) else {
                return nil as CheckedContinuation<Bool, Never>?
            }
            let waiter = state.waiting.remove(at: index)
            take(waiter.user, &state)
            return waiter.continuation
        }
        next?.resume(returning: true)
    }

    private func admits(_ user: String, _ state: borrowing State) -> Bool {
        state.running < total && state.byUser[user, default: 0] < perUser
    }

    private func take(_ user: String, _ state: inout State) {
        state.running += 1
        state.byUser[user, default: 0] += 1
    }
}
