import Threads

/// When to try to connect again. Pure.
struct RedisBackoff {
    let first: Duration
    let longest: Duration
    private var failures = 0
    private(set) var nextAttempt = MonotonicTime(nanoseconds: 0)

    init(first: Duration, longest: Duration) {
        self.first = first
        self.longest = longest
    }

    /// - Parameter jitter: from 0 to 1; spreads clients that lost the same server.
    mutating func failed(at now: MonotonicTime, jitter: Double) {
        let pause = min(first * (1 << min(failures, 20)), longest)
        failures += 1
        nextAttempt = now + pause * (0.5 + jitter / 2)
    }

    mutating func succeeded() {
        failures = 0
        nextAttempt = MonotonicTime(nanoseconds: 0)
    }
}
