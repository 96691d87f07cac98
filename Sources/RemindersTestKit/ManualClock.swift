public import Reminders
import Synchronization

/// A clock that stands still until it is told to advance; sleepers wake in the order of their deadlines.
public final class ManualClock: WallClock {
    private struct Sleeper {
        let id: Int
        let deadline: Timestamp
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Timestamp
        var isSettled = true
        var sleepers: [Sleeper] = []
        var cancelled: Set<Int> = []
        var nextID = 0
    }

    private let state: Mutex<State>

    public init(_ now: Timestamp = Timestamp(milliseconds: 1_800_000_000_000)) {
        state = Mutex(State(now: now))
    }

    public var now: Timestamp { state.withLock(\.now) }
    public var minimumResolution: Duration { .milliseconds(1) }

    /// Whether it says that it agrees with its reference.
    public var isSettled: Bool {
        get { state.withLock(\.isSettled) }
        set { state.withLock { $0.isSettled = newValue } }
    }

    /// The deadlines that tasks sleep until, soonest first.
    public var deadlines: [Timestamp] { state.withLock { $0.sleepers.map(\.deadline).sorted() } }

    public func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
        let id = state.withLock { state in
            defer { state.nextID += 1 }
            return state.nextID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
                let outcome: Result<Void, any Error>? = state.withLock { state in
                    if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
                    if deadline <= state.now { return .success(()) }
                    state.sleepers.append(Sleeper(id: id, deadline: deadline, continuation: continuation))
                    return nil
                }
                if let outcome { continuation.resume(with: outcome) }
            }
        } onCancel: {
            let sleeper: Sleeper? = state.withLock { state in
                guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.sleepers.remove(at: index)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Moves time on and wakes whoever's deadline has come.
    public func advance(by duration: Duration) {
        advance(to: now + duration)
    }

    public func advance(to instant: Timestamp) {
        let woken = state.withLock { state in
            state.now = max(state.now, instant)
            let due = state.sleepers.filter { $0.deadline <= state.now }.sorted { $0.deadline < $1.deadline }
            state.sleepers.removeAll { $0.deadline <= state.now }
            return due
        }
        for sleeper in woken { sleeper.continuation.resume() }
    }

    /// Puts the clock anywhere, also back, as an operator or a bad time server would. Wakes nobody.
    public func set(_ instant: Timestamp) {
        state.withLock { $0.now = instant }
    }
}
