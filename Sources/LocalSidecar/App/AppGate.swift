import Synchronization

/// Whether the application may be called: it listens, start-up is over, and the health probe, if any, is content.
final class AppGate: Sendable {
    private struct State {
        var hasStarted = false
        var isHealthy = true
    }

    private let state = Mutex(State())
    private let isOpenNow = Atomic<Bool>(false)

    var isOpen: Bool { isOpenNow.load(ordering: .acquiring) }

    func start() { change { $0.hasStarted = true } }

    func setHealthy(_ isHealthy: Bool) { change { $0.isHealthy = isHealthy } }

    private func change(_ body: (inout State) -> Void) {
        state.withLock { state in
            body(&state)
            isOpenNow.store(state.hasStarted && state.isHealthy, ordering: .releasing)
        }
    }

    /// Returns when the gate is open; throws when the task is cancelled.
    func waitUntilOpen() async throws {
        while !isOpen { try await Task.sleep(for: .milliseconds(20)) }
    }
}
