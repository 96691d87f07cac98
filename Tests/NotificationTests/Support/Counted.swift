import Synchronization

/// Counts who is inside.
final class Counted: Sendable {
    private let state = Mutex((running: [String: Int](), most: [String: Int](), done: [String: Int]()))

    func enter(_ name: String) {
        state.withLock { state in
            state.running[name, default: 0] += 1
            state.most[name] = max(state.most[name] ?? 0, state.running[name] ?? 0)
        }
    }

    func leave(_ name: String) {
        state.withLock { state in
            state.running[name, default: 0] -= 1
            state.done[name, default: 0] += 1
        }
    }

    func running(_ name: String) -> Int { state.withLock { $0.running[name] ?? 0 } }
    func most(_ name: String) -> Int { state.withLock { $0.most[name] ?? 0 } }
    func done(_ name: String) -> Int { state.withLock { $0.done[name] ?? 0 } }
}
