import Dapr
import Logging
import ReminderClient
import TodoKit

/// The steps of a change before and after its commit.
extension CommandLayer {
    /// Everything that has to be durable before the commit. What was begun is undone when it cannot be, at once or by the guard.
    func prepare(_ change: TaskChange) async throws(CommandError) {
        do throws(ReminderClientError) {
            try await reminders.schedule(change.watch.newReminder)
        } catch {
            throw unavailable(error)
        }
        await checkpoint(.guardSet)
        if let reminder = change.reminder {
            do throws(ReminderClientError) {
                try await reminders.schedule(reminder)
            } catch {
                if !error.mayHaveHappened { await undo(change) }
                throw refused(error, change.event.task)
            }
        }
        await checkpoint(.reminderSet)
        // Before the commit: a task that is there and in no list would be lost to its user. The other way round the list passes over it.
        if change.isCreate {
            do throws(CommandError) {
                try await index.insert(change.event.task.id, of: change.event.task.userID)
            } catch {
                await undo(change)
                throw error
            }
        }
        await checkpoint(.indexed)
    }

    /// Everything that follows the commit. The change stands already; what fails here is done by the guard.
    func complete(_ change: TaskChange, committed: ContinuousClock.Instant) async {
        do {
            live.publish(TaskUpdate(change.event))
            try await publish(change.next.pending)
            metrics.published(after: ContinuousClock.now - committed)
            await checkpoint(.published)
            async let told: Void = tell(change.next.pending)
            try await settle(change.event.task.id, published: change.next.pending)
            await told
            await checkpoint(.marked)
            if let superseded = change.superseded { try await reminders.cancel([superseded]) }
            if change.next.state == .deleted { try await index.remove(change.event.task.id, of: change.event.task.userID) }
            await checkpoint(.settled)
            try await reminders.cancel([change.watch.id])
        } catch {
            logger.warning(
                "A change is left to its guard",
                metadata: ["task_id": "\(change.event.task.id)", "guard": "\(change.watch.id)", "error": "\(error)"]
            )
        }
    }

    /// Publishes events in order.
    func publish(_ pending: [TaskRecord.Pending]) async throws(DaprError) {
        for entry in pending { try await publisher.publish(entry.event, traceparent: entry.traceparent) }
    }

    /// Tells open pages, here and elsewhere. Nothing depends on it.
    func tell(_ pending: [TaskRecord.Pending]) async {
        for entry in pending {
            do throws(DaprError) {
                try await publisher.sync(TaskUpdate(entry.event))
            } catch {
                logger.info("Open pages were not told of a change", metadata: ["event_id": "\(entry.event.id)", "error": "\(error)"])
            }
        }
    }

    /// Takes published events out of the record, whoever else has written it meanwhile.
    func settle(_ id: String, published: [TaskRecord.Pending]) async throws(CommandError) {
        let done = Set(published.map(\.event.id))
        for _ in 0..<Self.mostTries {
            let found = try await store.find(id)
            var record = found.record
            record.pending.removeAll { done.contains($0.event.id) }
            if record == found.record { return }
            do throws(CommandError) {
                return try await store.save(id, record, replacing: found)
            } catch {
                guard error.code == .conflict else { throw error }
            }
        }
        throw CommandError(.conflict, "The record is written all the time.")
    }

    /// Takes back a try that certainly did not write the record. Should that fail, the guard does it.
    func undo(_ change: TaskChange) async {
        do {
            if let reminder = change.reminder?.id { try await reminders.cancel([reminder]) }
            try await reminders.cancel([change.watch.id])
        } catch {
            logger.info("A try is left to its guard", metadata: ["guard": "\(change.watch.id)", "error": "\(error)"])
        }
    }

    private func unavailable(_ error: ReminderClientError) -> CommandError {
        CommandError(.unavailable, "The reminder engine does not answer: \(error)")
    }

    private func refused(_ error: ReminderClientError, _ task: TodoTask) -> CommandError {
        guard error.code == .invalid else { return unavailable(error) }
        let message = error.fields.first?.message ?? error.message
        let field = task.remindAt == nil ? "due_at" : "remind_at"
        return CommandError(.invalid, "The reminder cannot be set.", fields: [TaskFieldError(field, message)])
    }
}
