import Synchronization

/// Lets a bounded number of tasks through at a time; the others wait in order.
final class Gate: Sendable {
    private struct State {
        var free: Int
        var queue: [CheckedContinuation<Void, Never>] = []
        var head = 0
    }

    private let state: Mutex<State>

    init(_ places: Int) {
        state = Mutex(State(free: places))
    }

    func enter() async {
        await withCheckedContinuation { continuation in
            let enters = state.withLock { state in
                guard state.free > 0 else {
                    state.queue.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if enters { continuation.resume() }
        }
    }

    /// Whether one more would be let through at once.
    var hasRoom: Bool { state.withLock { $0.free > 0 } }

    func leave() {
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            guard state.head < state.queue.count else {
                state.free += 1
                return nil
            }
            defer {
                state.head += 1
                if state.head == state.queue.count { (state.queue, state.head) = ([], 0) }
            }
            return state.queue[state.head]
        }
        next?.resume()
    }
}
