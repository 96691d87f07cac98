import Curl
import Logging
import Redis
import Synchronization

/// Takes due jobs from the scheduler and calls the application, as the job streams of a sidecar do.
final class JobRunner: Sendable {
    private let scheduler: SchedulerLink
    private let app: AppChannel
    private let gate: AppGate
    private let clock: SidecarClock
    private let faults: FaultInjector
    private let journal: Journal
    private let metrics: DaprMetrics
    private let replica: String
    private let logger: Logger
    /// For blocking commands alone.
    private let bell: RedisClient?
    private let alarm = Alarm()
    private let concurrency = Mutex(Concurrency())

    /// At the latest after so long a replica shows that it lives.
    private static let heartbeat = Span.milliseconds(500)
    private static let batch = 128

    init(
        scheduler: SchedulerLink,
        bell: RedisClient?,
        app: AppChannel,
        gate: AppGate,
        clock: SidecarClock,
        faults: FaultInjector,
        journal: Journal,
        metrics: DaprMetrics,
        replica: String,
        logger: Logger
    ) {
        self.scheduler = scheduler
        self.bell = bell
        self.app = app
        self.gate = gate
        self.clock = clock
        self.faults = faults
        self.journal = journal
        self.metrics = metrics
        self.replica = replica
        self.logger = logger
    }

    /// A job has come that is due before all others.
    func wake() { alarm.ring() }

    /// Runs until cancelled. While the application may not be called, nothing is taken: jobs are staged and use up no attempts.
    func run() async {
        guard let store = scheduler.store else { return }
        while !Task.isCancelled {
            guard (try? await gate.waitUntilOpen()) != nil else { break }
            await stream(store)
            await release(store)
        }
    }

    /// In a task of its own, because this one is cancelled at shutdown.
    private func release(_ store: JobStore) async {
        let replica = replica
        await Task { try? await store.release(replica) }.value
    }

    private func stream(_ store: JobStore) async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.listen(store) }
            while gate.isOpen, !Task.isCancelled {
                let pause: Span
                do throws(RedisError) {
                    pause = try await turn(store, &group)
                } catch {
                    if !error.isConnectionFailure { logger.error("jobs cannot be claimed", metadata: ["error": "\(error)"]) }
                    pause = .milliseconds(250)
                }
                await alarm.sleep(for: pause)
            }
            // A callback under way is cut off, and comes again from whoever takes the job next.
            group.cancelAll()
        }
    }

    /// Claims what is due and starts its callbacks. - Returns: how long to sleep then.
    private func turn(_ store: JobStore, _ group: inout DiscardingTaskGroup) async throws(RedisError) -> Span {
        let free = concurrency.withLock { concurrency in
            if concurrency.free == 0 { concurrency.check() } else { concurrency.relax() }
            return concurrency.free
        }
        guard free > 0 else { return .milliseconds(5) }
        let limit = min(free, Self.batch)
        let (claims, next) = try await store.claim(replica, now: clock.now(), limit: limit)
        concurrency.withLock { $0.started(claims.count) }
        for claim in claims {
            group.addTask { await self.run(claim, store) }
        }
        if claims.count == limit { return Span(nanoseconds: 0) }
        // Half a millisecond at least, so that jobs due close together are claimed together.
        let untilNext = next.map { $0 - clock.now() } ?? Self.heartbeat
        return min(max(untilNext, Span(nanoseconds: claims.isEmpty && untilNext.nanoseconds <= 0 ? 5_000_000 : 500_000)), Self.heartbeat)
    }

    /// Rings when another replica has taken in a job that is due before all others.
    private func listen(_ store: JobStore) async {
        guard let bell else { return }
        while !Task.isCancelled, gate.isOpen {
            do {
                if try await bell.send(["BLPOP", .string(store.wakeKey(replica)), "1"]).array != nil { alarm.ring() }
            } catch {
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    private func run(_ claim: JobClaim, _ store: JobStore) async {
        defer {
            concurrency.withLock { $0.finished() }
            alarm.ring()
        }
        let isSuccess: Bool
        switch await faults.strike(.trigger, claim.name) {
        case let fault? where fault.effect == .lose:
            isSuccess = true
        case let fault? where [.refuse, .status, .hang].contains(fault.effect):
            isSuccess = false
        case let fault?:
            isSuccess = await callCopies(claim, fault)
        case nil:
            guard let result = await call(claim) else { return }
            isSuccess = result
        }
        guard !Task.isCancelled else { return }
        await settle(claim, isSuccess, store)
    }

    private func callCopies(_ claim: JobClaim, _ fault: Fault) async -> Bool {
        var isSuccess = true
        for copy in 0..<(fault.effect == .repeat ? fault.copies : 1) {
            if copy > 0 { try? await Task.sleep(for: fault.delay.duration) }
            isSuccess = await call(claim) ?? false
        }
        return isSuccess
    }

    /// Calls the application. 2xx and 404 settle a job, everything else fails it; the body says nothing.
    /// - Returns: nil when the call was cut off.
    private func call(_ claim: JobClaim) async -> Bool? {
        journal.record(.jobTriggered, claim.name, id: claim.revision)
        let start = ContinuousClock.now
        // The path is put together without escaping, so a name with a stray per-cent sign is no path, and never delivered.
        guard let name = PercentEncoding.decode(claim.name, plusIsBlank: false) else { return false }
        do throws(CurlError) {
            let answer = try await app.call(
                .post,
                "/job/" + PercentEncoding.encodePath(name),
                headers: [("Content-Type", "application/json")],
                body: claim.definition.data ?? []
            )
            let isGood = (200..<300).contains(answer.status)
            metrics.triggered(success: isGood, Span(ContinuousClock.now - start).milliseconds)
            journal.record(.jobAnswered, claim.name, id: claim.revision, status: answer.status)
            return isGood || answer.status == 404
        } catch {
            if error.code == .cancelled || error.code == .closed { return nil }
            journal.record(.jobAnswered, claim.name, id: claim.revision, status: 0, detail: error.code.description)
            return false
        }
    }

    private func settle(_ claim: JobClaim, _ isSuccess: Bool, _ store: JobStore) async {
        let progress = isSuccess ? claim.progress.succeeded(claim.timing) : claim.progress.failed(claim.definition.policy, claim.timing)
        metrics.scheduler(isSuccess ? "jobs_triggered_total" : "jobs_failed_total")
        while !Task.isCancelled {
            do throws(RedisError) {
                if try await store.settle(claim, progress, replica: replica), progress == nil {
                    journal.record(.jobEnded, claim.name, id: claim.revision, detail: isSuccess ? "settled" : "given up")
                }
                return
            } catch {
                guard error.isConnectionFailure else {
                    logger.error("a job cannot be settled", metadata: ["job": "\(claim.name)", "error": "\(error)"])
                    return
                }
                try? await Task.sleep(for: .milliseconds(250))
            }
        }
    }
}
