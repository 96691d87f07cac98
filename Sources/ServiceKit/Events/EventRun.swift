import Logging

/// One run of a handler, from the claim to its settlement.
struct EventRun: Sendable {
    /// Pauses before setting the mark again, when the store fails just after the handler did its work.
    private static let markPauses: [Duration] = [.milliseconds(50), .milliseconds(200), .milliseconds(500)]

    let claims: any EventClaims
    let claim: EventClaim
    let delivery: EventDelivery
    let sleep: @Sendable (Duration) async throws -> Void

    /// Runs the handler. One that does not end in time is cancelled and not waited for: it keeps its claim for as long as it runs
    /// or the lease lasts, so that it is not overtaken, and when it ends after all, that is noted.
    func outcome(of handler: @escaping EventHandler, within limit: Duration) async -> EventOutcome {
        let result = OneShot<EventOutcome>()
        let work = Task { result.succeed(await perform(handler)) }
        let timer = Task {
            try await sleep(limit)
            work.cancel()
            delivery.logger.warning("The handler has not ended in time", metadata: ["limit": "\(limit)"])
            result.succeed(.timedOut)
        }
        defer { timer.cancel() }
        do {
            return try await result.value()
        } catch {
            // Only cancellation ends the wait: the service is stopping.
            work.cancel()
            return .interrupted
        }
    }

    private func perform(_ handler: EventHandler) async -> EventOutcome {
        do {
            try await handler(delivery)
            return await finish()
        } catch let error as EventRejected {
            delivery.logger.error("The event is rejected", metadata: ["reason": "\(error)"])
            // Not marked as done: whoever publishes it again, repaired, is not to be told that it was handled.
            await release(mayHaveHappened: false)
            return .rejected
        } catch {
            let wasCancelled = Task.isCancelled
            delivery.logger.warning("The event was not handled", metadata: ["error": "\(error)"])
            await release(mayHaveHappened: wasCancelled)
            return wasCancelled ? .interrupted : .failed
        }
    }

    /// In a task of its own: what was done has to be noted also when this one is cancelled.
    private func finish() async -> EventOutcome {
        await Task {
            for pause in Self.markPauses + [nil] {
                do throws(EventClaimError) {
                    try await claims.finish(claim)
                    return EventOutcome.handled
                } catch {
                    delivery.logger.warning("The event was handled, but could not be marked as done", metadata: ["error": "\(error)"])
                    if let pause { try? await Task.sleep(for: pause) }
                }
            }
            return .unmarked
        }.value
    }

    private func release(mayHaveHappened: Bool) async {
        await Task {
            do throws(EventClaimError) {
                try await claims.release(claim, mayHaveHappened: mayHaveHappened)
            } catch {
                delivery.logger.warning("The event can be handled again only after its lease", metadata: ["error": "\(error)"])
            }
        }.value
    }
}
