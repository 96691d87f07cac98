import Synchronization

/// What callers and the loop hand each other. The only state that both touch.
final class CurlMailbox: Sendable {
    private enum Phase {
        case open, closing, finished
    }

    private struct State {
        var arrived: [CurlTicket] = []
        var cancelled: [UInt64] = []
        var unfinished = 0
        var isAsleep = false
        var phase = Phase.open
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    /// What has come since the last look.
    struct Mail {
        var arrived: [CurlTicket]
        var cancelled: [UInt64]
        var isClosing: Bool
    }

    private let state = Mutex(State())
    private let multi: CurlMultiHandle
    private let capacity: Int

    init(multi: CurlMultiHandle, capacity: Int) {
        self.multi = multi
        self.capacity = capacity
    }

    /// Nil when the ticket has been accepted, otherwise why not.
    func post(_ ticket: CurlTicket) -> CurlError? {
        state.withLock { state in
            guard state.phase == .open else { return CurlError(.closed, "the client has been shut down") }
            guard state.unfinished < capacity else { return CurlError(.overloaded, "\(capacity) requests are waiting already") }
            state.arrived.append(ticket)
            state.unfinished += 1
            wake(&state)
            return nil
        }
    }

    func cancel(_ id: UInt64) {
        state.withLock { state in
            guard state.phase == .open else { return }
            state.cancelled.append(id)
            wake(&state)
        }
    }

    func close() {
        state.withLock { state in
            guard state.phase == .open else { return }
            state.phase = .closing
            wake(&state)
        }
    }

    /// Returns when the loop has ended.
    func closeAndWait() async {
        close()
        await withCheckedContinuation { continuation in
            let isFinished = state.withLock { state in
                if state.phase != .finished { state.waiters.append(continuation) }
                return state.phase == .finished
            }
            if isFinished { continuation.resume() }
        }
    }

    /// For the loop: everything that has come, and that it is awake from now on.
    func take(finished: Int) -> Mail {
        state.withLock { state in
            state.isAsleep = false
            state.unfinished -= finished
            let mail = Mail(arrived: state.arrived, cancelled: state.cancelled, isClosing: state.phase != .open)
            state.arrived = []
            state.cancelled = []
            return mail
        }
    }

    /// For the loop: true when it may wait for the network. From then on posting wakes it up.
    func prepareToSleep() -> Bool {
        state.withLock { state in
            state.isAsleep = state.arrived.isEmpty && state.cancelled.isEmpty && state.phase == .open
            return state.isAsleep
        }
    }

    /// For the loop: nothing is taken any more, and the handle is not touched after this.
    func finish() {
        let waiters = state.withLock { state in
            state.phase = .finished
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// Inside the lock, so that the loop cannot free the handle meanwhile.
    private func wake(_ state: inout State) {
        guard state.isAsleep, state.phase != .finished else { return }
        state.isAsleep = false
        multi.wakeUp()
    }
}
