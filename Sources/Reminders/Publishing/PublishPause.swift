/// Holds the sweeper back while nothing gets through to the broker: what is due stays unclaimed, in its order, and a few
/// are sent now and then to see whether the way is open again. Pure.
struct PublishPause: Sendable, Equatable {
    private(set) var failures = 0
    private(set) var until = Timestamp.distantPast

    /// Whether the way is not known to be open.
    var isProbing: Bool { failures > 0 }

    /// Lets the next probe come at once.
    mutating func lift() {
        until = .distantPast
    }

    mutating func observe(_ report: DispatchReport, now: Timestamp, policy: PublishPolicy) {
        if report.published > 0 {
            self = PublishPause()
        } else if report.isOutage, now >= until {
            failures += 1
            // A broker that is back is to be noticed within seconds.
            until = now + min(policy.backoff(after: failures), .seconds(5))
        }
    }
}
