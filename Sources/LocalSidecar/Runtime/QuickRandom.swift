import Synchronization

/// Random words for ids and traces without a system call each: xoshiro256**, seeded by the system. Not for secrets.
final class QuickRandom: Sendable {
    static let shared = QuickRandom()

    private struct State: RandomNumberGenerator {
        var words: (UInt64, UInt64, UInt64, UInt64)

        mutating func next() -> UInt64 {
            let product = words.1 &* 5
            let result = ((product << 7) | (product >> 57)) &* 9
            let shifted = words.1 << 17
            words.2 ^= words.0
            words.3 ^= words.1
            words.1 ^= words.2
            words.0 ^= words.3
            words.2 ^= shifted
            words.3 = (words.3 << 45) | (words.3 >> 19)
            return result
        }
    }

    private let state: Mutex<State>

    private init() {
        var system = SystemRandomNumberGenerator()
        state = Mutex(State(words: (system.next() | 1, system.next(), system.next(), system.next())))
    }

    func uuid() -> String {
        state.withLock { Hex.uuid(&$0) }
    }

    func shuffled(_ places: ArraySlice<Int>) -> [Int] {
        state.withLock { places.shuffled(using: &$0) }
    }

    func trace(isSampled: Bool) -> TraceContext {
        state.withLock { TraceContext.start(isSampled: isSampled, &$0) }
    }

    func child(of trace: TraceContext) -> TraceContext {
        state.withLock { trace.child(&$0) }
    }
}
