public import Logging
public import ServiceLifecycle
import Synchronization

/// Keeps the delivery mode: what the operator set, read from the ledger so that every replica agrees, and what this
/// replica's breaker makes of it.
public final class ModeController: Service {
    public struct Configuration: Sendable {
        public var breaker: Breaker.Configuration
        /// Between probes, and between readings of the configured mode.
        public var interval: Duration
        /// Between probes of a carrier that is switched off.
        public var absentInterval: Duration

        public init(
            breaker: Breaker.Configuration = .init(),
            interval: Duration = .seconds(1),
            absentInterval: Duration = .seconds(30)
        ) {
            self.breaker = breaker
            self.interval = interval
            self.absentInterval = absentInterval
        }
    }

    private struct State {
        var status: ModeStatus
        var nextProbe = Timestamp.distantPast
        var isProbing = false
        var listeners: [@Sendable (ModeStatus) -> Void] = []
    }

    private let store: any ReminderStore
    private let carrier: any JobCarrier
    private let clock: any WallClock
    private let configuration: Configuration
    private let logger: Logger
    private let state: Mutex<State>

    public init(
        store: any ReminderStore,
        carrier: any JobCarrier,
        clock: any WallClock,
        configuration: Configuration = .init(),
        logger: Logger
    ) {
        self.store = store
        self.carrier = carrier
        self.clock = clock
        self.configuration = configuration
        self.logger = logger
        let breaker = Breaker(configuration: configuration.breaker, now: clock.now)
        state = Mutex(State(status: ModeStatus(configured: .auto, breaker: breaker)))
    }

    public var status: ModeStatus { state.withLock(\.status) }

    /// Called after every change of the effective mode.
    func onChange(_ listener: @escaping @Sendable (ModeStatus) -> Void) {
        state.withLock { $0.listeners.append(listener) }
    }

    /// Sets the mode for every replica; this one follows at once, the others within the interval.
    public func set(_ mode: DeliveryMode) async throws(StoreError) {
        try await store.setMode(mode)
        logger.notice("Delivery mode set", metadata: ["mode": "\(mode)"])
        update { $0.configured = mode }
    }

    func callSucceeded() {
        // The hot path: most of the time there is nothing to change.
        state.withLock { $0.status.breaker.succeeded() }
    }

    func callFailed(_ error: CarrierError) {
        guard error.code == .unavailable else { return }
        update { $0.breaker.failed(error.message, at: clock.now) }
    }

    /// Jobs is late with something: asks the carrier at once, and takes a bad answer as decisive.
    func suspect() async {
        guard status.effective == .jobs else { return }
        await probe(isDecisive: true)
    }

    public func run() async {
        await Loop(clock: clock) { [self] in
            await refresh()
            return clock.now + configuration.interval
        }.run()
    }

    /// One round: reads the configured mode, probes the carrier when that is due.
    func refresh() async {
        if let configured = try? await store.mode() { update { $0.configured = configured } }
        guard state.withLock({ clock.now >= $0.nextProbe }) else { return }
        await probe(isDecisive: false)
    }

    private func probe(isDecisive: Bool) async {
        let starts = state.withLock { state in
            defer { state.isProbing = true }
            return !state.isProbing
        }
        guard starts else { return }
        let health = await carrier.probe()
        let now = clock.now
        state.withLock { state in
            state.isProbing = false
            // A little before the next round, so that rounds and probes do not drift past each other.
            let pause = if case .absent = health { configuration.absentInterval } else { configuration.interval / 2 }
            state.nextProbe = now + pause
        }
        update { $0.breaker.probed(health, isDecisive: isDecisive, at: now) }
    }

    private func update(_ change: (inout (configured: DeliveryMode, breaker: Breaker)) -> Void) {
        let (old, new, listeners) = state.withLock { state in
            let old = state.status
            var parts = (configured: old.configured, breaker: old.breaker)
            change(&parts)
            state.status = ModeStatus(configured: parts.configured, breaker: parts.breaker)
            return (old, state.status, state.listeners)
        }
        guard old.effective != new.effective else { return }
        let metadata: Logger.Metadata = ["mode": "\(new.configured)", "effective": "\(new.effective)", "reason": "\(new.breaker.reason)"]
        logger.warning("Delivery changes over", metadata: metadata)
        for listener in listeners { listener(new) }
    }
}
