public import ReminderClient

/// What tasks need of the engine.
public protocol TaskReminders: Sendable {
    /// Schedules a reminder with an id of its own; the same one again is no error.
    func schedule(_ reminder: NewReminder) async throws(ReminderClientError)
    /// Cancels those of these that can still be cancelled.
    func cancel(_ ids: [String]) async throws(ReminderClientError)
    /// Puts a reminder off, also one that has fired.
    func snooze(_ id: String, after delay: String) async throws(ReminderClientError)
}

/// The engine behind its HTTP API.
public struct EngineReminders: TaskReminders {
    private let client: ReminderClient

    public init(_ client: ReminderClient) {
        self.client = client
    }

    public func schedule(_ reminder: NewReminder) async throws(ReminderClientError) {
        do throws(ReminderClientError) {
            _ = try await client.schedule(reminder, idempotencyKey: nil)
        } catch {
            // The id makes a repeat safe, and a connection that broke is the most common failure.
            guard error.isRetriable else { throw error }
            _ = try await client.schedule(reminder, idempotencyKey: nil)
        }
    }

    public func cancel(_ ids: [String]) async throws(ReminderClientError) {
        _ = try await client.cancel(ids) as Int
    }

    public func snooze(_ id: String, after delay: String) async throws(ReminderClientError) {
        _ = try await client.snooze(id, .after(delay))
    }
}
