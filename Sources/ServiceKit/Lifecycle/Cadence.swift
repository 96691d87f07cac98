/// When the runs of something periodic are due: decided here, slept for elsewhere.
public struct Cadence: Hashable, Sendable {
    /// From the start of one run to the start of the next.
    public var period: Duration
    /// The part of the period, from 0 to 1, by which a run may come earlier, so that replicas do not all run at the same time.
    public var jitter: Double

    public init(every period: Duration, jitter: Double = 0) {
        self.period = period
        self.jitter = min(max(jitter, 0), 1)
    }

    /// How long to wait after a run.
    ///
    /// A run that took longer than the period is followed by the next one at once, but what it missed is not made up for.
    ///
    /// - Parameters:
    ///   - elapsed: since the start of the run.
    ///   - fraction: a random number from 0 to 1.
    public func pause(elapsed: Duration, fraction: Double) -> Duration {
        max(period - period * (jitter * fraction) - elapsed, .zero)
    }
}
