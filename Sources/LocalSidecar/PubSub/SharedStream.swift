import Synchronization

/// A queue that several tasks take from.
final class SharedStream<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var head = 0
        var takers: [CheckedContinuation<Element?, Never>] = []
        var isFinished = false
    }

    private let state = Mutex(State())

    func add(_ element: Element) {
        let taker = state.withLock { state -> CheckedContinuation<Element?, Never>? in
            guard let taker = state.takers.popLast() else {
                state.elements.append(element)
                return nil
            }
            return taker
        }
        taker?.resume(returning: element)
    }

    /// The next element; nil when the queue is finished.
    func next() async -> Element? {
        await withCheckedContinuation { continuation in
            let ready = state.withLock { state -> Element?? in
                if state.head < state.elements.count {
                    let element = state.elements[state.head]
                    state.head += 1
                    if state.head == state.elements.count || state.head >= 256 {
                        state.elements.removeFirst(state.head)
                        state.head = 0
                    }
                    return .some(element)
                }
                if state.isFinished { return .some(nil) }
                state.takers.append(continuation)
                return nil
            }
            if let ready { continuation.resume(returning: ready) }
        }
    }

    func finish() {
        let takers = state.withLock { state in
            state.isFinished = true
            state.elements.removeAll()
            state.head = 0
            defer { state.takers = [] }
            return state.takers
        }
        for taker in takers { taker.resume(returning: nil) }
    }
}
