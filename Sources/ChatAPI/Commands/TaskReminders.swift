public import JSON
public import ReminderClient
public import Reminders

/// What tasks need of the engine.
public protocol TaskReminders: Sendable {
    /// Schedules a reminder with an id of its own; the same one again is no error.
    func schedule(_ reminder: NewReminder) async throws(ReminderClientError)
    /// Cancels those of these that can still be cancelled.
    func cancel(_ ids: [String]) async throws(ReminderClientError)
    /// Puts a reminder off, also one that has fired.
    func snooze(_ id: String, after delay: String) async throws(ReminderClientError)
    /// The data of reminders of that user that have fired, or given up, a while ago and were not settled.
    func fired(userID: String) async throws(ReminderClientError) -> [RawJSON]
    /// Makes a reminder that has fired a cancelled one, so that it is not found again.
    func settle(_ id: String) async throws(ReminderClientError)
}

/// The engine behind its HTTP API.
public struct EngineReminders: TaskReminders {
    /// What fired this long ago has been delivered, if it ever will be.
    private static let deliveryTime = Duration.seconds(30)

    private let client: ReminderClient
    private let clock: any WallClock

    public init(_ client: ReminderClient, clock: any WallClock) {
        self.client = client
        self.clock = clock
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

    public func fired(userID: String) async throws(ReminderClientError) -> [RawJSON] {
        let before = (clock.now - Self.deliveryTime).rfc3339
        var found: [RawJSON] = []
        for state in ["fired", "dead"] {
            let page = try await client.list(ReminderFilter(userID: userID, state: state, to: before), limit: 200)
            found += page.reminders.compactMap(\.data)
        }
        return found
    }

    public func settle(_ id: String) async throws(ReminderClientError) {
        // What has fired cannot be cancelled as it is.
        _ = try await client.snooze(id, .after("1h"))
        _ = try await client.cancel([id]) as Int
    }
}
