import Logging

/// Handles triggers of the Jobs API: claims, publishes and settles within the call, so that an answer of success means
/// that the event is out or that the ledger has it.
public final class JobTriggers: Sendable {
    public enum Answer: Sendable, Equatable {
        /// Nothing more to do for the Jobs API.
        case done
        /// Neither published nor kept anywhere else: Jobs is to call again.
        case tryAgain(String)
    }

    /// A trigger may be this early by the ledger's clock and is simply held until its time. The Dapr scheduler fires up
    /// to half a millisecond early (Dapr 1.18); clocks of two machines differ by more.
    static let tolerableEarliness = Duration.seconds(1)

    private let store: any ReminderStore
    private let dispatcher: Dispatcher
    private let clock: any WallClock
    private let sweeper: Sweeper
    private let logger: Logger
    private let claims: Batcher<Trigger, TriggerResult, StoreError>
    private let firing: Batcher<Claim, DispatchReport, Never>

    init(
        store: any ReminderStore,
        dispatcher: Dispatcher,
        sweeper: Sweeper,
        clock: any WallClock,
        lease: Duration,
        retention: Duration,
        logger: Logger
    ) {
        self.store = store
        self.dispatcher = dispatcher
        self.sweeper = sweeper
        self.clock = clock
        self.logger = logger
        claims = Batcher(limit: 250, concurrency: 2) { triggers in
            do throws(StoreError) {
                let now = clock.now
                return try await store.claim(triggers, leaseEnds: now + lease, keptSince: now - retention).map { .success($0) }
            } catch {
                return triggers.map { _ in .failure(error) }
            }
        }
        firing = Batcher(limit: dispatcher.configuration.bulkSize, concurrency: 8) { claims in
            let report = await dispatcher.fire(claims, by: .jobs)
            return claims.map { _ in .success(report) }
        }
    }

    public func handle(_ trigger: Trigger) async -> Answer {
        await clock.settled()
        let due = trigger.reminder.due
        guard due - clock.now <= Self.tolerableEarliness else { return await leaveToSweeper(trigger) }
        try? await clock.sleep(until: due, tolerance: .zero)
        guard clock.now >= due else { return .tryAgain("interrupted before its time") }
        do throws(StoreError) {
            guard case .claimed(let claim) = try await claims.submit(trigger) else { return .done }
            // Whatever becomes of it now, the ledger knows it: a failed publish is the sweeper's, and so is a lost lease.
            _ = await firing.submit(claim)
            return .done
        } catch {
            // What the ledger may have taken is the sweeper's when the lease ends: fired here, it would fire twice.
            guard error.isCertainlyNotDone else { return .tryAgain(error.message) }
            return await fireWithoutLedger(trigger, because: error)
        }
    }

    /// The scheduler's clock is well ahead of the ledger's: the job is used up, so the sweeper takes over.
    private func leaveToSweeper(_ trigger: Trigger) async -> Answer {
        do throws(StoreError) {
            guard case .claimed(let claim) = try await claims.submit(trigger) else { return .done }
            var reminder = claim.reminder
            let due = reminder.due
            let early = (due - clock.now).wholeMilliseconds
            // Counted as an attempt, so that it is not handed over again, to come early again at once.
            reminder.attempts += 1
            reminder.lastError = "its job came \(early) ms early"
            _ = try await store.settle([Settlement(claim: claim, outcome: .retry(at: due), reminder: reminder)], forgetAt: due)
            sweeper.accepted(due: due)
            logger.warning(
                "A job came early and is left to the sweeper",
                metadata: ["reminder_id": "\(claim.reminder.id)", "early_ms": "\(early)"]
            )
            return .done
        } catch {
            return .tryAgain(error.message)
        }
    }

    /// The job carries the whole reminder, so it fires although the ledger is away.
    private func fireWithoutLedger(_ trigger: Trigger, because error: StoreError) async -> Answer {
        let metadata: Logger.Metadata = ["reminder_id": "\(trigger.reminder.id)", "error": "\(error.message)"]
        logger.warning("The ledger is away; firing from the job's data", metadata: metadata)
        switch await dispatcher.fireUnrecorded(trigger.reminder) {
        case .published: return .done
        case .failed(let failure): return .tryAgain(failure.message)
        }
    }
}
