import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Wall-clock time that follows a reference clock, normally Redis's `TIME`, so that replicas whose own clocks differ
/// by minutes agree, and none fires early by the ledger's clock.
///
/// Between two readings of the reference it runs on the monotonic clock: a step of the system clock does not move it.
public final class DisciplinedClock: WallClock {
    /// Nanoseconds to add to the monotonic reading.
    private let offset: Atomic<Int64>
    private let hasReading = Atomic(false)
    private let origin = ContinuousClock.now

    public init() {
        offset = Atomic(Self.systemNanoseconds)
    }

    public var now: Timestamp {
        Timestamp(milliseconds: (monotonic + offset.load(ordering: .relaxed)) / 1_000_000)
    }

    public var minimumResolution: Duration { .milliseconds(1) }
    public var isSettled: Bool { hasReading.load(ordering: .acquiring) }

    /// Waits until ``now`` has reached the deadline.
    public func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
        while true {
            let remaining = deadline.milliseconds * 1_000_000 - (monotonic + offset.load(ordering: .relaxed))
            guard remaining > 0 else { return }
            try await Task.sleep(for: .nanoseconds(remaining), tolerance: tolerance, clock: .continuous)
        }
    }

    /// Nanoseconds on the monotonic clock, for ``follow(reference:readAt:)``.
    public var monotonic: Int64 {
        let elapsed = origin.duration(to: .now).components
        return elapsed.seconds * 1_000_000_000 + elapsed.attoseconds / 1_000_000_000
    }

    /// Takes a reading of the reference clock.
    ///
    /// - Parameters:
    ///   - microseconds: what the reference said, since 1970.
    ///   - arrival: ``monotonic`` when the answer was there. The reading is older than that by an unknown part of the
    ///     round trip, so this clock runs behind the reference by less than the round trip, and never ahead of it.
    public func follow(reference microseconds: Int64, readAt arrival: Int64) {
        offset.store(microseconds * 1000 - arrival, ordering: .relaxed)
        hasReading.store(true, ordering: .releasing)
    }

    /// How far this clock is from the system's own, in milliseconds.
    public var correction: Int64 {
        (monotonic + offset.load(ordering: .relaxed) - Self.systemNanoseconds) / 1_000_000
    }

    private static var systemNanoseconds: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
