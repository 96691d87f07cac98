import JSON
public import ReminderClient
import Reminders

/// The reminders of users in the engine. Nobody gets to see or touch another's, nor the guards of tasks.
public struct UserReminders: Sendable {
    private let client: ReminderClient
    private let newID: @Sendable () -> String

    public init(_ client: ReminderClient, newID: @escaping @Sendable () -> String = RandomID.make) {
        self.client = client
        self.newID = newID
    }

    /// What is coming up, soonest first.
    ///
    /// - Parameters:
    ///   - from: due at or after; `to`: due before.
    ///   - state: as the engine names them.
    func list(
        userID: String,
        state: String = "scheduled",
        from: Timestamp? = nil,
        to: Timestamp? = nil,
        limit: Int
    ) async throws(ReminderClientError) -> [ReminderRecord] {
        let filter = ReminderFilter(userID: userID, state: state, from: from?.rfc3339, to: to?.rfc3339)
        return try await client.list(filter, limit: limit).reminders.filter { $0.topic != TaskGuard.topic }
    }

    /// The one that fired last, within a day.
    func latestFired(userID: String, now: Timestamp) async throws(ReminderClientError) -> ReminderRecord? {
        try await list(userID: userID, state: "fired", from: now - .seconds(86_400), to: now + .seconds(60), limit: 1_000)
            .max { ($0.firedAt ?? $0.remindAt) < ($1.firedAt ?? $1.remindAt) }
    }

    /// A reminder that belongs to no task.
    func schedule(userID: String, title: String, _ time: ReminderTime) async throws(ReminderClientError) -> ReminderRecord {
        let reminder = NewReminder(id: "chat-\(newID())", userID: userID, title: title, time: time)
        return try await client.schedule(reminder, idempotencyKey: nil).reminder
    }

    /// - Throws: `notFound` for another's as for none at all.
    func reminder(_ id: String, userID: String) async throws(ReminderClientError) -> ReminderRecord {
        let record = try await client.reminder(id)
        guard record.userID == userID, record.topic != TaskGuard.topic else {
            throw ReminderClientError(.notFound, "There is no such reminder.", status: 404)
        }
        return record
    }

    func snooze(_ id: String, userID: String, _ time: ReminderTime) async throws(ReminderClientError) -> ReminderRecord {
        _ = try await reminder(id, userID: userID)
        return try await client.snooze(id, time)
    }

    func cancel(_ id: String, userID: String) async throws(ReminderClientError) {
        _ = try await reminder(id, userID: userID)
        try await client.cancel(id)
    }
}
