#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The clock a sidecar reads: what time it is, as a parameter of everything that decides by time.
struct SidecarClock: Sendable {
    var now: @Sendable () -> Moment

    /// The machine's wall clock.
    static let system = SidecarClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Moment(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }
}
