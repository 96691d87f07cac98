import Glibc

/// A point on the clock that never goes backwards (`CLOCK_MONOTONIC`), for deadlines of threads and sockets.
///
/// The condition variables of `Monitor` count on the same clock, so a step of the wall clock moves no deadline.
public struct MonotonicTime: Comparable, Hashable, Sendable {
    /// Nanoseconds since an unspecified start.
    public let nanoseconds: Int64

    public init(nanoseconds: Int64) {
        self.nanoseconds = nanoseconds
    }

    public static var now: MonotonicTime {
        var time = Glibc.timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// A point that no program lives to see.
    public static let distantFuture = MonotonicTime(nanoseconds: .max)

    public static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Saturates instead of overflowing, so that a deadline of `.seconds(Int64.max)` means "never".
    public static func + (time: MonotonicTime, duration: Duration) -> MonotonicTime {
        let (sum, overflow) = time.nanoseconds.addingReportingOverflow(duration.saturatingNanoseconds)
        return overflow ? .distantFuture : MonotonicTime(nanoseconds: sum)
    }

    /// The time from `self` to `other` in milliseconds, rounded up, 0 when it has passed: what `poll(2)` wants.
    public func milliseconds(until other: MonotonicTime) -> Int32 {
        guard other > self else { return 0 }
        let (distance, overflow) = other.nanoseconds.subtractingReportingOverflow(nanoseconds)
        guard !overflow else { return .max }
        return Int32(clamping: distance / 1_000_000 + (distance % 1_000_000 > 0 ? 1 : 0))
    }

    var timespec: Glibc.timespec {
        Glibc.timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    }
}

extension Duration {
    /// Whole nanoseconds, clamped to what fits.
    public var saturatingNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let (sum, carry) = product.addingReportingOverflow(attoseconds / 1_000_000_000)
        return carry ? (seconds < 0 ? .min : .max) : sum
    }
}
