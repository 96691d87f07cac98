/// The time of day that the engine decides by. A parameter everywhere, so that tests drive it.
public protocol WallClock: Clock<Duration> where Instant == Timestamp {
    /// False while it has not yet been compared with its reference: it may be off by any amount, and nothing is to be
    /// fired by it.
    var isSettled: Bool { get }
}

extension WallClock {
    public var isSettled: Bool { true }

    /// Waits for ``isSettled``, half a second at the most: a reference that stays away must not stop what does without it.
    func settled() async {
        let deadline = ContinuousClock.now + .milliseconds(500)
        while !isSettled, ContinuousClock.now < deadline, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(5)) }
    }
}
