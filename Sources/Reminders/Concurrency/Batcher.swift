import Synchronization

/// Group commit: calls that arrive while a batch is under way form the next batch.
///
/// An idle batcher forwards a call at once, a busy one makes larger batches; there is no timer, so no call waits for
/// company that does not come.
final class Batcher<Item: Sendable, Output: Sendable, Failure: Error>: Sendable {
    typealias Flush = @Sendable ([Item]) async -> [Result<Output, Failure>]

    private struct Waiting {
        var items: [Item] = []
        var continuations: [CheckedContinuation<Result<Output, Failure>, Never>] = []
    }

    private struct State {
        var waiting = Waiting()
        var running = 0
    }

    private let state = Mutex(State())
    private let limit: Int
    private let concurrency: Int
    private let flush: Flush

    /// - Parameters:
    ///   - limit: the size of the largest batch.
    ///   - concurrency: how many batches may be under way at once.
    ///   - flush: carries out a batch; one result for each item, in order.
    init(limit: Int, concurrency: Int = 1, flush: @escaping Flush) {
        self.limit = limit
        self.concurrency = concurrency
        self.flush = flush
    }

    func submit(_ item: Item) async throws(Failure) -> Output {
        try await withCheckedContinuation { continuation in
            let starts = state.withLock { state in
                state.waiting.items.append(item)
                state.waiting.continuations.append(continuation)
                guard state.running < concurrency else { return false }
                state.running += 1
                return true
            }
            if starts { Task { await drain() } }
        }.get()
    }

    private func drain() async {
        while let batch = next() {
            let results = await flush(batch.items)
            for (continuation, result) in zip(batch.continuations, results) { continuation.resume(returning: result) }
        }
    }

    private func next() -> Waiting? {
        state.withLock { state in
            guard !state.waiting.items.isEmpty else {
                state.running -= 1
                return nil
            }
            guard state.waiting.items.count > limit else {
                defer { state.waiting = Waiting() }
                return state.waiting
            }
            let taken = Waiting(
                items: Array(state.waiting.items.prefix(limit)),
                continuations: Array(state.waiting.continuations.prefix(limit))
            )
            state.waiting.items.removeFirst(limit)
            state.waiting.continuations.removeFirst(limit)
            return taken
        }
    }
}
