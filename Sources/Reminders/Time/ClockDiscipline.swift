public import Logging
public import ServiceLifecycle

/// Keeps a ``DisciplinedClock`` on its reference: reads it again every few seconds, and keeps the best of a few
/// readings, since a short round trip makes a good one.
public final class ClockDiscipline: Service {
    /// Microseconds since 1970 by the reference clock.
    public typealias Reference = @Sendable () async throws -> Int64

    private let clock: DisciplinedClock
    private let reference: Reference
    private let interval: Duration
    private let logger: Logger

    public init(clock: DisciplinedClock, interval: Duration = .seconds(10), logger: Logger, reference: @escaping Reference) {
        self.clock = clock
        self.interval = interval
        self.logger = logger
        self.reference = reference
    }

    public func run() async {
        await Loop(clock: clock) { [self] in
            await discipline()
            // Nothing fires before the first reading.
            return clock.now + (clock.isSettled ? interval : .milliseconds(200))
        }.run()
    }

    /// One round. A reference that does not answer leaves the clock running as it was.
    public func discipline() async {
        var best: (roundTrip: Int64, microseconds: Int64, arrival: Int64)?
        for _ in 0..<3 {
            let start = clock.monotonic
            guard let microseconds = try? await reference() else { continue }
            let arrival = clock.monotonic
            if best.map({ arrival - start < $0.roundTrip }) ?? true { best = (arrival - start, microseconds, arrival) }
        }
        guard let best else { return }
        clock.follow(reference: best.microseconds, readAt: best.arrival)
        if abs(clock.correction) > 1000 {
            logger.warning("This machine's clock is off; the engine goes by the ledger's", metadata: ["off_ms": "\(clock.correction)"])
        }
    }
}
