import Synchronization

/// The readiness of one thing, reported by its owner.
public final class ReadinessGate: Sendable {
    private let state: Mutex<String?>

    init(reason: String) {
        state = Mutex(reason)
    }

    /// Why the gate is shut; nil when it is open.
    public var reason: String? { state.withLock { $0 } }

    public func open() {
        state.withLock { $0 = nil }
    }

    public func shut(_ reason: String) {
        state.withLock { $0 = reason }
    }
}
