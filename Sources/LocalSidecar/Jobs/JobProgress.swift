/// How far a job has come. Decides what an answer of the application leads to, without IO.
struct JobProgress: Equatable, Sendable {
    /// Ticks that are over.
    var count = 0
    /// Failed attempts of the present tick.
    var attempts = 0
    /// The instant of the last tick that is over; retries do not move it.
    var last: Moment?
    /// When the next attempt is due.
    var next: Moment

    /// Nil when the job never ticks.
    init?(_ timing: JobTiming) {
        guard let first = timing.next(count: 0, last: nil) else { return nil }
        next = first
    }

    init(count: Int, attempts: Int, last: Moment?, next: Moment) {
        (self.count, self.attempts, self.last, self.next) = (count, attempts, last, next)
    }

    /// The tick is done. Nil when the job is over and goes.
    func succeeded(_ timing: JobTiming) -> JobProgress? {
        let tick = timing.next(count: count, last: last) ?? next
        return ticked(tick, timing)
    }

    /// The attempt has failed. Nil when the job is over and goes.
    ///
    /// A retry is due at the instant the failed attempt was due, plus the interval: the retries of an overdue job come
    /// back to back until they catch up with the clock. They precede the ticks behind them.
    func failed(_ policy: FailurePolicy, _ timing: JobTiming) -> JobProgress? {
        let tick = timing.next(count: count, last: last) ?? next
        guard case .constant(let interval, let maxRetries) = policy, maxRetries.map({ attempts + 1 <= $0 }) ?? true else {
            return ticked(tick, timing)
        }
        return JobProgress(count: count, attempts: attempts + 1, last: last, next: next + (interval ?? Span(nanoseconds: 0)))
    }

    private func ticked(_ tick: Moment, _ timing: JobTiming) -> JobProgress? {
        guard let next = timing.next(count: count + 1, last: tick) else { return nil }
        return JobProgress(count: count + 1, attempts: 0, last: tick, next: next)
    }
}
