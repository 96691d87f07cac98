import Synchronization

/// Lets one task sleep until a moment, or until somebody rings.
final class Alarm: Sendable {
    private struct State {
        var hasRung = false
        var sleeper: CheckedContinuation<Void, Never>?
        /// Tells the present sleep from an earlier one, whose timer may still be running.
        var round: UInt64 = 0
    }

    private let state = Mutex(State())

    func ring() {
        let sleeper = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard let sleeper = state.sleeper.take() else {
                state.hasRung = true
                return nil
            }
            return sleeper
        }
        sleeper?.resume()
    }

    /// Returns after `span`, at a ring, or when the task is cancelled. A ring since the last sleep ends this one at once.
    func sleep(for span: Span) async {
        guard span.nanoseconds > 0 else { return }
        let round = state.withLock { state -> UInt64? in
            if state.hasRung {
                state.hasRung = false
                return nil
            }
            state.round += 1
            return state.round
        }
        guard let round else { return }
        let timer = Task {
            try? await Task.sleep(for: span.duration)
            if !Task.isCancelled { self.end(round) }
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state -> Bool in
                    if state.hasRung || Task.isCancelled || state.round != round {
                        state.hasRung = false
                        return true
                    }
                    state.sleeper = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            end(round)
        }
        timer.cancel()
    }

    private func end(_ round: UInt64) {
        let sleeper = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.round == round else { return nil }
            if state.sleeper == nil { state.hasRung = true }
            return state.sleeper.take()
        }
        sleeper?.resume()
    }
}
