import Synchronization

/// Remembers what this process published but could not record, because the ledger was away: when the ledger is back
/// and still has it as waiting, it is recorded instead of published again.
final class FiredMemo: Sendable {
    private struct State {
        var firedAt: [String: Timestamp] = [:]
        var order: [String] = []
    }

    private let state = Mutex(State())
    private let limit: Int

    /// - Parameter limit: beyond it the oldest are forgotten; they would then be published again, under the same event id.
    init(limit: Int = 100_000) {
        self.limit = limit
    }

    func remember(_ eventID: String, firedAt: Timestamp) {
        state.withLock { state in
            guard state.firedAt.updateValue(firedAt, forKey: eventID) == nil else { return }
            state.order.append(eventID)
            // Trimmed by halves, so that removal from the front stays cheap.
            guard state.order.count > limit else { return }
            let dropped = state.order.prefix(limit / 2)
            for id in dropped { state.firedAt[id] = nil }
            state.order.removeFirst(dropped.count)
        }
    }

    func firedAt(_ eventID: String) -> Timestamp? {
        state.withLock { state in state.firedAt.isEmpty ? nil : state.firedAt[eventID] }
    }

    func forget(_ eventID: String) {
        state.withLock { state in
            guard !state.firedAt.isEmpty else { return }
            state.firedAt[eventID] = nil
        }
    }
}
