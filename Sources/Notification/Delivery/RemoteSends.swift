public import Logging
public import ServiceLifecycle
import Synchronization

/// The sendings by remote channels that are under way in this process, apart from the events that caused them.
///
/// A second event about the same thing joins the sending instead of starting another one. On graceful shutdown, those under way
/// have some seconds to end; what is broken off then is taken up again by the reminder that guards it, or by the event that comes again.
public final class RemoteSends: Service {
    struct Key: Hashable, Sendable {
        /// The id of its event.
        var notice: String
        var channel: ChannelName
    }

    private struct Receiver: Hashable {
        var userID: String
        var channel: ChannelName
    }

    private struct State {
        var running: [Key: (send: RemoteSend, task: Task<Void, Never>)] = [:]
        /// What became of attempts whose outcome could not be written down.
        var unrecorded: [Key: ChannelOutcome] = [:]
        /// Whose last attempt was slow.
        var slow: Set<Receiver> = []
    }

    /// Of what is only remembered; beyond it, all is forgotten.
    private static let memory = 10_000

    private let state = Mutex(State())
    private let drainTime: Duration
    private let logger: Logger

    public init(drainTime: Duration = .seconds(8), logger: Logger) {
        self.drainTime = drainTime
        self.logger = logger
    }

    /// Starts a sending, or finds the one under way.
    ///
    /// - Parameters:
    ///   - attempt: tells; it is left out when it has been done and only could not be written down.
    ///   - settle: writes down what came of it; nil when that succeeded, otherwise why not.
    func start(
        _ key: Key,
        attempt: @escaping @Sendable () async -> ChannelOutcome,
        settle: @escaping @Sendable (ChannelOutcome, RemoteSend) async -> String?
    ) -> RemoteSend {
        state.withLock { state in
            if let running = state.running[key] { return running.send }
            let known = state.unrecorded[key]
            let send = RemoteSend()
            // It cannot remove itself before it is entered: for that it needs the lock.
            let task = Task {
                let outcome: ChannelOutcome
                if let known { outcome = known } else { outcome = await attempt() }
                // Cancelled or not, what was done is written down.
                let complaint = await Task { await settle(outcome, send) }.value
                self.end(key, outcome, isRecorded: complaint == nil)
                send.end(complaint)
            }
            state.running[key] = (send, task)
            return send
        }
    }

    private func end(_ key: Key, _ outcome: ChannelOutcome, isRecorded: Bool) {
        state.withLock { state in
            state.running[key] = nil
            if state.unrecorded.count >= Self.memory { state.unrecorded = [:] }
            // What failed may be tried again.
            if isRecorded || outcome.label == "failed" { state.unrecorded[key] = nil } else { state.unrecorded[key] = outcome }
        }
    }

    /// Whether it is worth while to wait for a sending: not when the user's last one by this channel was slow.
    func isKnownAsSlow(_ userID: String, _ channel: ChannelName) -> Bool {
        state.withLock { $0.slow.contains(Receiver(userID: userID, channel: channel)) }
    }

    func remember(_ userID: String, _ channel: ChannelName, isSlow: Bool) {
        state.withLock { state in
            if state.slow.count >= Self.memory { state.slow = [] }
            let receiver = Receiver(userID: userID, channel: channel)
            if isSlow { state.slow.insert(receiver) } else { state.slow.remove(receiver) }
        }
    }

    public func run() async throws {
        try? await gracefulShutdown()
        let end = ContinuousClock.now + drainTime
        while ContinuousClock.now < end, !state.withLock({ $0.running.isEmpty }), !Task.isCancelled {
            try? await Task.sleep(for: .milliseconds(20))
        }
        let left = state.withLock { Array($0.running.values) }
        if !left.isEmpty { logger.notice("Sendings are broken off", metadata: ["count": "\(left.count)"]) }
        for running in left { running.task.cancel() }
        for running in left { await running.task.value }
    }
}
