import CoreMetrics
import Logging

/// Acceptance while the ledger is away: by the Jobs API alone, with the full reminder in the job.
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

    static func unavailable(_ message: String) -> ReminderError {
        ReminderError(.unavailable, "reminders can't be taken now: \(message)")
    }
}
