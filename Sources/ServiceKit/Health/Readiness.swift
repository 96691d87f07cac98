import Synchronization

/// What a service waits for before it can do its work, by name.
public final class Readiness: Sendable {
    /// One thing that is waited for.
    public struct Wait: Hashable, Sendable {
        public let name: String
        public let reason: String
    }

    private struct State: Sendable {
        var checks: [String: @Sendable () -> String?] = [:]
        var isDraining = false
    }

    private let state = Mutex(State())

    public init() {}

    /// Adds or replaces a check that is asked each time. It must answer at once, from what is known anyway.
    ///
    /// - Parameter check: nil when all is well, otherwise what is being waited for.
    public func add(_ name: String, check: @escaping @Sendable () -> String?) {
        state.withLock { $0.checks[name] = check }
    }

    /// Adds a gate, shut at first, for whoever knows about `name` to open.
    public func gate(_ name: String, reason: String = "not ready yet") -> ReadinessGate {
        let gate = ReadinessGate(reason: reason)
        add(name) { gate.reason }
        return gate
    }

    /// From now on the service is not ready, since it is going down: new work is to go elsewhere.
    public func drain() {
        state.withLock { $0.isDraining = true }
    }

    /// What is being waited for, by name; empty when the service is ready.
    public var waits: [Wait] {
        let state = state.withLock { $0 }
        var waits = state.checks.compactMap { name, check in check().map { Wait(name: name, reason: $0) } }
        if state.isDraining { waits.append(Wait(name: "shutdown", reason: "the service is stopping")) }
        return waits.sorted { $0.name < $1.name }
    }
}
