import Synchronization
import TodoKit

/// Hands events to the open pages of a user, each of which has a buffer of its own. A page that does not read is dropped, and comes back by itself
/// (`EventSource` does).
public final class LiveHub: Sendable {
    /// Events that a page may lag behind.
    static let buffer = 64
    /// Pages of one user. More tabs than that are more likely a mistake.
    static let mostPages = 20
    /// Event ids of a user that are remembered, so that what comes on two ways is told once.
    static let remembered = 256

    typealias Stream = AsyncStream<LiveEvent>

    private struct Pages {
        var continuations: [UInt64: Stream.Continuation] = [:]
        var seen: [String] = []
    }

    private struct State {
        var users: [String: Pages] = [:]
        var next: UInt64 = 0
        var isClosed = false
    }

    private let state = Mutex(State())

    public init() {}

    /// The events of a user from now on. It ends when the page lags behind too far, and when the hub closes.
    ///
    /// - Returns: nil when the user has too many pages already.
    func open(userID: String) -> Stream? {
        let (stream, continuation) = Stream.makeStream(bufferingPolicy: .bufferingOldest(Self.buffer))
        let id: UInt64? = state.withLock { state in
            guard !state.isClosed, state.users[userID]?.continuations.count ?? 0 < Self.mostPages else { return nil }
            state.next += 1
            state.users[userID, default: Pages()].continuations[state.next] = continuation
            return state.next
        }
        guard let id else { return nil }
        continuation.onTermination = { [weak self] _ in self?.remove(id, userID) }
        return stream
    }

    func publish(_ event: LiveEvent, userID: String) {
        let slow: [Stream.Continuation] = state.withLock { state in
            guard var pages = state.users[userID], !pages.seen.contains(event.id) else { return [] }
            pages.seen.append(event.id)
            if pages.seen.count > Self.remembered { pages.seen.removeFirst(Self.remembered / 2) }
            state.users[userID] = pages
            return pages.continuations.values.filter { continuation in
                if case .dropped = continuation.yield(event) { true } else { false }
            }
        }
        for continuation in slow { continuation.finish() }
    }

    func publish(_ update: TaskUpdate) {
        publish(LiveEvent(update), userID: update.task.userID)
    }

    /// To be called every 15 seconds.
    public func beat() {
        let all = state.withLock { $0.users.values.flatMap { $0.continuations.values } }
        for continuation in all {
            if case .dropped = continuation.yield(.heartbeat) { continuation.finish() }
        }
    }

    /// Ends all streams; there are no new ones.
    public func close() {
        let all = state.withLock { state in
            state.isClosed = true
            return state.users.values.flatMap { $0.continuations.values }
        }
        for continuation in all { continuation.finish() }
    }

    /// Whether no page is open.
    public var isIdle: Bool { state.withLock { $0.users.isEmpty } }

    private func remove(_ id: UInt64, _ userID: String) {
        state.withLock { state in
            state.users[userID]?.continuations[id] = nil
            if state.users[userID]?.continuations.isEmpty == true { state.users[userID] = nil }
        }
    }
}
