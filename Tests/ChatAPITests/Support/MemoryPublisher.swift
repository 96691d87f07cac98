import ChatAPI
import Dapr
import Synchronization
import TodoKit

/// Keeps what is published.
final class MemoryPublisher: TaskPublisher {
    private struct State {
        var events: [TaskEvent] = []
        var updates: [TaskUpdate] = []
        var isAway = false
    }

    private let state = Mutex(State())

    func setAway(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }
    /// In order, repeats included.
    var events: [TaskEvent] { state.withLock { $0.events } }
    var updates: [TaskUpdate] { state.withLock { $0.updates } }

    /// As consumers see them: each id once.
    var distinct: [TaskEvent] {
        var seen: Set<String> = []
        return events.filter { seen.insert($0.id).inserted }
    }

    func publish(_ event: TaskEvent, traceparent: String?) async throws(DaprError) {
        await Task.yield()
        let isAway = state.withLock { state in
            if !state.isAway { state.events.append(event) }
            return state.isAway
        }
        if isAway { throw DaprError(.unavailable, "away") }
    }

    func sync(_ update: TaskUpdate) async throws(DaprError) {
        state.withLock { $0.updates.append(update) }
    }
}
