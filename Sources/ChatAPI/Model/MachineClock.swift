public import Reminders
import ServiceKit

/// The clock of this machine. A task's times are its users'; only the engine fires, and it has its own clock.
public struct MachineClock: WallClock {
    public init() {}

    public var now: Timestamp { Timestamp(milliseconds: UTCTimestamp.now()) }
    public var minimumResolution: Duration { .milliseconds(1) }

    public func sleep(until deadline: Timestamp, tolerance: Duration?) async throws {
        while now < deadline { try await Task.sleep(for: now.duration(to: deadline)) }
    }
}
