import Threads

/// Where callers leave requests for a connection's thread. What gathers while the thread is busy goes out as one
/// pipeline: that is all there is to auto-pipelining, without a timer and without a delay.
final class RedisMailbox: Sendable {
    private struct State: Sendable {
        var requests: [RedisRequest] = []
        var commandCount = 0
        /// Callers for whose requests there is no room yet.
        var heldBack: [CheckedContinuation<Void, Never>] = []
        var isClosed = false

        /// As many callers as there is room for, in the order in which they came; all of them once it is closed.
        mutating func letIn(limit: Int) -> [CheckedContinuation<Void, Never>] {
            let count = isClosed ? heldBack.count : min(max(limit - commandCount, 0), heldBack.count)
            defer { heldBack.removeFirst(count) }
            return Array(heldBack.prefix(count))
        }
    }

    private let state = Monitor(State())
    private let limit: Int
    /// Requests in one pipeline: enough to fill it, few enough that the first caller does not wait for the last.
    private static let largestPipeline = 512

    init(limit: Int) {
        self.limit = limit
    }

    /// Waits until there is room. Not fair to the last: whoever comes then may be first.
    func waitForRoom() async {
        while true {
            let isFull = state.withLock { !$0.isClosed && $0.commandCount >= limit }
            guard isFull else { return }
            await withCheckedContinuation { continuation in
                let hasRoom = state.withLock { state in
                    guard !state.isClosed, state.commandCount >= limit else { return true }
                    state.heldBack.append(continuation)
                    return false
                }
                if hasRoom { continuation.resume() }
            }
        }
    }

    func post(_ request: RedisRequest) {
        let isClosed = state.withLock { state in
            guard !state.isClosed else { return true }
            state.requests.append(request)
            state.commandCount += request.commandCount
            return false
        }
        if isClosed { request.fail(.closed, "the client was shut down") } else { state.signal() }
    }

    /// Blocks the thread until there is something to do; nil when the mailbox is closed and empty.
    func take() -> [RedisRequest]? {
        let (taken, heldBack) =
            state.wait { state -> ([RedisRequest]?, [CheckedContinuation<Void, Never>])? in
                guard !state.requests.isEmpty else { return state.isClosed ? (nil, state.letIn(limit: limit)) : nil }
                let taken = Array(state.requests.prefix(Self.largestPipeline))
                state.requests.removeFirst(taken.count)
                state.commandCount -= taken.reduce(0) { $0 + $1.commandCount }
                return (taken, state.letIn(limit: limit))
            } ?? (nil, [])
        for caller in heldBack { caller.resume() }
        return taken
    }

    /// What is in it already is still carried out.
    func close() {
        state.withLock { $0.isClosed = true }
        state.broadcast()
    }
}
