import JSON
import Logging
import ServiceKit
import ServiceLifecycle
import Synchronization
import Testing
import Traces

@Suite("Periodic work")
struct PeriodicServiceTests {
    /// A clock whose sleeps end at once, moving its time, so that a loop runs as fast as it can.
    final class LeapingClock: Clock, Sendable {
        struct Instant: InstantProtocol {
            var offset: Duration
            func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
            func duration(to other: Instant) -> Duration { other.offset - offset }
            static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
        }

        private let time = Mutex(Instant(offset: .zero))
        let minimumResolution = Duration.nanoseconds(1)
        var now: Instant { time.withLock { $0 } }

        func advance(by duration: Duration) { time.withLock { $0 = $0.advanced(by: duration) } }

        func sleep(until deadline: Instant, tolerance: Duration?) async throws {
            try Task.checkCancellation()
            time.withLock { $0 = max($0, deadline) }
            await Task.yield()
        }
    }

    struct Failure: Error {}

    /// Runs a service until it asks for the graceful shutdown, which `body` does by returning false.
    func run(
        _ cadence: Cadence,
        clock: LeapingClock,
        random: RandomBits = RandomBits { 0 },
        logger: Logger = silent,
        _ body: @escaping @Sendable (Int) async throws -> Bool
    ) async throws {
        let stop = OneShot<Void>()
        let count = Mutex(0)
        let service = PeriodicService("test", cadence, clock: clock, random: random, logger: logger) {
            let number = count.withLock { count in
                count += 1
                return count
            }
            if try await !body(number) {
                stop.succeed(())
                // Until the shutdown has been asked for, so that no other run begins before.
                try await gracefulShutdown()
            }
        }
        let group = ServiceGroup(configuration: .init(services: [.init(service: service)], logger: silent))
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            try await stop.value()
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    @Test("runs start at once and then every period, whatever they take")
    func period() async throws {
        let clock = LeapingClock()
        let starts = Mutex<[Duration]>([])
        try await run(Cadence(every: .seconds(10)), clock: clock) { number in
            starts.withLock { $0.append(clock.now.offset) }
            clock.advance(by: number == 2 ? .seconds(25) : .seconds(4))
            return number < 5
        }
        #expect(starts.withLock { $0 } == [.zero, .seconds(10), .seconds(35), .seconds(45), .seconds(55)])
    }

    @Test("a failing run is logged and does not end the loop")
    func failure() async throws {
        let log = LogLines()
        try await run(Cadence(every: .seconds(1)), clock: LeapingClock(), logger: log.logger()) { number in
            if number == 1 { throw Failure() }
            if number == 2 { throw CancellationError() }
            return false
        }
        #expect(log.values.map { $0["work"] } == ["test", "test"])
    }

    @Test("jitter only shortens the pause, and a run that took too long is followed at once")
    func cadence() {
        let cadence = Cadence(every: .seconds(10), jitter: 0.2)
        #expect(cadence.pause(elapsed: .zero, fraction: 0) == .seconds(10))
        #expect(cadence.pause(elapsed: .seconds(1), fraction: 0.5) == .seconds(8))
        #expect(cadence.pause(elapsed: .seconds(11), fraction: 0.5) == .zero)
        #expect(Cadence(every: .seconds(1), jitter: 5).jitter == 1)
    }

    @Test("many tasks get a value that comes once; a cancelled one stops waiting")
    func oneShot() async throws {
        let shot = OneShot<Int>()
        let cancelled = Task { try await shot.value() }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        async let first = shot.value()
        async let second = shot.value()
        shot.succeed(1)
        shot.succeed(2)
        shot.fail(Failure())
        #expect(try await [first, second, shot.value()] == [1, 1, 1])
        let failing = OneShot<Int>()
        failing.fail(Failure())
        await #expect(throws: Failure.self) { try await failing.value() }
    }
}
