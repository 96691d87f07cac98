import Synchronization

/// Lets one loop sleep until an instant, or until somebody wakes it. A wake-up that comes while the loop is awake is
/// kept for its next sleep.
final class Alarm: Sendable {
    private struct State {
        var isRung = false
        var sleeper: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func ring() {
        let sleeper = state.withLock { state in
            defer { state.sleeper = nil }
            if state.sleeper == nil { state.isRung = true }
            return state.sleeper
        }
        sleeper?.resume()
    }

    /// Returns at `deadline`, when rung, or when the task is cancelled. For one loop at a time.
    func sleep(until deadline: Timestamp, by clock: any WallClock) async {
        guard deadline > clock.now else {
            state.withLock { $0.isRung = false }
            return
        }
        await withTaskGroup { group in
            group.addTask { await self.rung() }
            group.addTask { try? await clock.sleep(until: deadline, tolerance: .zero) }
            await group.next()
            group.cancelAll()
        }
    }

    private func rung() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isRung = state.withLock { state in
                    if state.isRung || Task.isCancelled {
                        state.isRung = false
                        return true
                    }
                    state.sleeper = continuation
                    return false
                }
                if isRung { continuation.resume() }
            }
        } onCancel: {
            // The deadline came first: the sleeper leaves without having consumed anybody's ring.
            let sleeper = state.withLock { state in
                defer { state.sleeper = nil }
                return state.sleeper
            }
            sleeper?.resume()
        }
    }
}
