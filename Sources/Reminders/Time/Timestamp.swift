/// An instant on the UTC time line, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Everything inside the engine is counted in these: due times, leases, scores of the ledger. A clock reading is
/// rounded *down*, so `now >= due` is never true a fraction of a millisecond early.
public struct Timestamp: Hashable, Comparable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    public static let distantPast = Timestamp(milliseconds: 0)
    /// 9999-12-31T23:59:59.999Z: the last instant RFC 3339 can write.
    public static let distantFuture = Timestamp(milliseconds: 253_402_300_799_999)
}

extension Timestamp: InstantProtocol {
    public func advanced(by duration: Duration) -> Timestamp {
        Timestamp(milliseconds: milliseconds + duration.wholeMilliseconds)
    }

    public func duration(to other: Timestamp) -> Duration {
        .milliseconds(other.milliseconds - milliseconds)
    }

    public static func + (instant: Timestamp, duration: Duration) -> Timestamp {
        instant.advanced(by: duration)
    }

    public static func - (instant: Timestamp, duration: Duration) -> Timestamp {
        Timestamp(milliseconds: instant.milliseconds - duration.wholeMilliseconds)
    }

    public static func - (left: Timestamp, right: Timestamp) -> Duration {
        right.duration(to: left)
    }
}

extension Duration {
    /// The duration in milliseconds, rounded towards zero.
    public var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
