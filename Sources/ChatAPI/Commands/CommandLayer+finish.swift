import Dapr
public import JSON
import Logging
public import ReminderClient
import TodoKit

/// What a guard brings when it was not cancelled in time: whatever is left of its change.
extension CommandLayer {
    /// Finds guards that fired and whose events were not handled: lost by a broker that gives up, or dead-lettered while no replica ran.
    ///
    /// - Returns: how many there were.
    @discardableResult
    public func handleForgotten() async throws(ReminderClientError) -> Int {
        let found = try await reminders.fired(userID: TaskGuard.owner).compactMap { data in
            (try? data.value(options: .lenient)).flatMap { TaskGuard(data: $0) }
        }
        for watch in found {
            do {
                try await finish(watch)
            } catch {
                logger.warning("A broken-off change cannot be finished yet", metadata: ["guard": "\(watch.id)", "error": "\(error)"])
            }
        }
        return found.count
    }

    /// Finishes or undoes the change that a guard watched over. Repeats do no harm.
    ///
    /// - Throws: when it cannot be done now; `handleGuard(_:)` puts it off then.
    private func finish(_ watch: TaskGuard) async throws {
        for _ in 0..<Self.mostTries {
            let found = try await store.find(watch.taskID)
            let record = found.record
            if record.version < watch.version, try await !fence(watch, found) { continue }
            try await publish(record.pending)
            await tell(record.pending)
            try await settle(watch.taskID, published: record.pending)
            try await clear(watch)
            try await settle(watch)
            return logger.notice(
                "A change that was broken off is finished",
                metadata: [
                    "guard": "\(watch.id)", "was_made": "\(record.version >= watch.version)", "published": "\(record.pending.count)",
                ]
            )
        }
        throw CommandError(.conflict, "The record is written all the time.")
    }

    /// Handles a guard's event. What cannot be done now is put off in the engine, where it outlives the broker's patience.
    ///
    /// - Parameter payload: of the event.
    /// - Throws: `CommandError`: `invalid` for what is no guard's event, `unavailable` when the guard could not even be put off.
    public func handleGuard(_ payload: JSONValue) async throws(CommandError) {
        guard let watch = TaskGuard(payload: payload) else { throw CommandError(.invalid, "The event is no guard's.") }
        do {
            try await finish(watch)
        } catch {
            logger.warning("A broken-off change cannot be finished yet", metadata: ["guard": "\(watch.id)", "error": "\(error)"])
            do throws(ReminderClientError) {
                try await reminders.snooze(watch.id, after: TaskGuard.retryDelay)
            } catch {
                throw CommandError(.unavailable, "The guard cannot be put off: \(error)")
            }
        }
    }

    /// Notes that a guard is dealt with.
    private func settle(_ watch: TaskGuard) async throws(ReminderClientError) {
        do throws(ReminderClientError) {
            try await reminders.settle(watch.id)
        } catch {
            // Settled before, or forgotten by the engine.
            if error.code != .notFound && error.code != .conflict { throw error }
        }
    }

    /// Makes sure that the change, which was not made, never will be: a write that is still under way names a version that is gone.
    ///
    /// - Returns: false when somebody wrote the record meanwhile.
    private func fence(_ watch: TaskGuard, _ found: TaskStore.Found) async throws(CommandError) -> Bool {
        // Out of the list before the fence stands: whoever creates the task after it enters it again.
        if found.record.state == .fence { try await index.remove(watch.taskID, of: watch.userID) }
        do throws(CommandError) {
            try await store.save(watch.taskID, found.record, replacing: found)
            return true
        } catch {
            guard error.code == .conflict else { throw error }
            return false
        }
    }

    /// Cancels the reminders of the change that the task does not have, and puts the list right.
    private func clear(_ watch: TaskGuard) async throws {
        let record = try await store.find(watch.taskID).record
        let stale = [watch.reminder, watch.superseded].compactMap(\.self).filter { $0 != record.reminder?.id }
        if !stale.isEmpty { try await reminders.cancel(stale) }
        guard let task = record.task else { return }
        switch record.state {
        case .live: try await index.insert(task.id, of: task.userID)
        case .deleted: try await index.remove(task.id, of: task.userID)
        case .fence: break
        }
    }
}
