/// Decides whether the Jobs API is trusted, from what calls and probes show. A pure value.
///
/// It opens after a few failures in a row, or at once on decisive evidence (a job is late *and* the probe fails), and
/// closes only after several good probes in a row, so that a flapping scheduler does not make it flap.
public struct Breaker: Sendable, Equatable {
    public struct Configuration: Sendable, Equatable {
        /// Failures in a row that open it.
        public var opensAfter: Int
        /// Good probes in a row that close it.
        public var closesAfter: Int

        public init(opensAfter: Int = 3, closesAfter: Int = 3) {
            self.opensAfter = opensAfter
            self.closesAfter = closesAfter
        }
    }

    public enum State: String, Sendable {
        /// Jobs is trusted.
        case closed
        /// Jobs is not trusted.
        case open
    }

    public private(set) var state = State.closed
    /// Why it is as it is.
    public private(set) var reason: String
    public private(set) var since: Timestamp

    private let configuration: Configuration
    private var failuresInARow = 0
    private var goodProbesInARow = 0

    public init(configuration: Configuration = Configuration(), now: Timestamp) {
        self.configuration = configuration
        since = now
        reason = "not yet in use"
    }

    /// A call went through. Closes nothing: while open there are only probes, and stragglers.
    public mutating func succeeded() {
        if state == .closed { failuresInARow = 0 }
    }

    /// A call or probe failed.
    ///
    /// - Parameter isDecisive: opens at once.
    public mutating func failed(_ reason: String, isDecisive: Bool = false, at now: Timestamp) {
        goodProbesInARow = 0
        failuresInARow += 1
        switch state {
        case .open: self.reason = reason
        case .closed where isDecisive || failuresInARow >= configuration.opensAfter:
            (state, since, self.reason) = (.open, now, reason)
        case .closed: break
        }
    }

    public mutating func probed(_ health: CarrierHealth, isDecisive: Bool = false, at now: Timestamp) {
        switch health {
        case .healthy:
            goodProbesInARow += 1
            switch state {
            case .closed:
                failuresInARow = 0
                reason = "the Jobs API answers"
            case .open where goodProbesInARow >= configuration.closesAfter:
                (state, since, reason) = (.closed, now, "the Jobs API answers again")
                failuresInARow = 0
            case .open: break
            }
        case .absent(let reason): failed(reason, isDecisive: true, at: now)
        case .unhealthy(let reason): failed(reason, isDecisive: isDecisive, at: now)
        }
    }
}
