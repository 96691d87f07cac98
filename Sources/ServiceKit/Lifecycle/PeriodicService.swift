public import Logging
public import ServiceLifecycle
public import Traces

/// Something that is done again and again until graceful shutdown. A run in progress then ends in its own time; no other one begins.
public struct PeriodicService<C: Clock>: Service where C.Duration == Duration {
    private let name: String
    private let cadence: Cadence
    private let clock: C
    private let random: RandomBits
    private let logger: Logger
    private let body: @Sendable () async throws -> Void

    /// - Parameters:
    ///   - name: for the log.
    ///   - body: the first time it is run at once. An error is logged, and ends only this run.
    public init(
        _ name: String,
        _ cadence: Cadence,
        clock: C,
        random: RandomBits = .system,
        logger: Logger,
        _ body: @escaping @Sendable () async throws -> Void
    ) {
        self.name = name
        self.cadence = cadence
        self.clock = clock
        self.random = random
        self.logger = logger
        self.body = body
    }

    public func run() async throws {
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            let started = clock.now
            do {
                try await body()
            } catch  where !Task.isCancelled {
                logger.warning("Periodic work failed", metadata: ["work": "\(name)", "error": "\(error)"])
            } catch {
                return
            }
            let pause = cadence.pause(elapsed: started.duration(to: clock.now), fraction: random.fraction())
            // Only cancellation ends the sleep early, and that ends the loop.
            try? await cancelWhenGracefulShutdown { try await clock.sleep(for: pause) }
        }
    }
}

extension PeriodicService where C == ContinuousClock {
    public init(
        _ name: String,
        _ cadence: Cadence,
        random: RandomBits = .system,
        logger: Logger,
        _ body: @escaping @Sendable () async throws -> Void
    ) {
        self.init(name, cadence, clock: ContinuousClock(), random: random, logger: logger, body)
    }
}
