import CPoll
import Glibc
import Reminders

/// The two clocks of a benchmark.
enum Instant {
    /// Nanoseconds of `CLOCK_MONOTONIC`.
    static var nanoseconds: Int64 { read(CLOCK_MONOTONIC) }

    /// Wall time, rounded down to the millisecond.
    static var wall: Timestamp { Timestamp(milliseconds: read(CLOCK_REALTIME) / 1_000_000) }

    static func seconds(since start: Int64) -> Double { Double(nanoseconds - start) / 1e9 }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
