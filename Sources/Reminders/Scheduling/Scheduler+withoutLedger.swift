import CoreMetrics
import Logging

/// What the Jobs API has and the ledger has not: accepted while the ledger was away, or lost by it.
extension Scheduler {
    func scheduleWithoutLedger(_ reminder: Reminder, because error: StoreError) async throws(ReminderError) -> Accepted {
        guard mode.status.configured != .fallback else { throw Self.unavailable(error.message) }
        let held: Reminder?
        do throws(CarrierError) {
            // Handing over replaces: look first, so that a request never replaces another one's reminder.
            held = try await carrier.find(reminder.id)?.reminder
            if held == nil { try await carrier.hand(reminder, ledger: nil) }
        } catch let failure {
            mode.callFailed(failure)
            throw Self.unavailable("the ledger: \(error.message); the Jobs API: \(failure.message)")
        }
        if let held {
            guard held.fingerprint == reminder.fingerprint else { throw Self.taken(held) }
            return Accepted(reminder: held, isNew: false)
        }
        var accepted = reminder
        accepted.carrier = .jobs
        catchUp.owe(reminder)
        metrics.acceptedByJobs.increment()
        logger.notice("Accepted by the Jobs API alone", metadata: ["reminder_id": "\(reminder.id)", "error": "\(error.message)"])
        return Accepted(reminder: accepted, isNew: true)
    }

    func scheduleWithoutLedger(_ reminders: [Reminder], because error: StoreError) async -> [Result<Accepted, ReminderError>] {
        // An id that stands twice must be looked up after its first handover: one at a time, then.
        let gate = Gate(Set(reminders.map(\.id)).count == reminders.count ? 32 : 1)
        return await withTaskGroup(of: (Int, Result<Accepted, ReminderError>).self) { group in
            for (index, reminder) in reminders.enumerated() {
                group.addTask {
                    await gate.enter()
                    defer { gate.leave() }
                    do throws(ReminderError) {
                        return (index, .success(try await self.scheduleWithoutLedger(reminder, because: error)))
                    } catch let failure {
                        return (index, .failure(failure))
                    }
                }
            }
            var results = [Result<Accepted, ReminderError>](repeating: .failure(Self.unavailable(error.message)), count: reminders.count)
            for await (index, result) in group { results[index] = result }
            return results
        }
    }

    /// Cancels what the ledger does not know and the Jobs API may hold.
    ///
    /// The ledger gets the reminder first, and remembers the cancellation: its trigger may be on its way already, and
    /// another replica may be about to write it.
    func cancelUnknown(_ id: ReminderID) async throws(ReminderError) {
        guard let reminder = try await heldByJobs(id) else { throw Self.unknown(id) }
        let result: CancelResult?
        do throws(StoreError) {
            try await catchUp.write([reminder])
            result = try await store.cancel([id], forgetAt: clock.now + retention).first
        } catch {
            throw Self.unavailable(error.message)
        }
        switch result {
        case .cancelled:
            metrics.cancelled.increment()
            handoff.withdraw([id])
        case .alreadyCancelled: break
        case .firing: throw ReminderError(.beingFired, "the event of \(id) is on its way, or may be")
        case .fired: throw ReminderError(.alreadyFired, "\(id) has fired")
        case .missing, nil: throw Self.unknown(id)
        }
    }

    private func heldByJobs(_ id: ReminderID) async throws(ReminderError) -> Reminder? {
        if let owed = catchUp.find(id) { return owed }
        let held: Trigger?
        do throws(CarrierError) {
            held = try await carrier.find(id)
        } catch {
            // Not the same as "there is none".
            throw Self.unavailable("the Jobs API: \(error.message)")
        }
        guard let held else { return nil }
        do throws(StoreError) {
            // Its own ledger does not know it: finished and forgotten, and the job is a leftover.
            let isLeftover = try await store.ledgerID().vouches(for: held, keptSince: clock.now - retention)
            return isLeftover ? nil : held.reminder
        } catch {
            throw Self.unavailable(error.message)
        }
    }

    static func unavailable(_ message: String) -> ReminderError {
        ReminderError(.unavailable, "reminders can't be taken now: \(message)")
    }
}
