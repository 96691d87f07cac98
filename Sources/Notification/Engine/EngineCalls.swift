import Curl
public import ReminderClient

/// What this service asks of the engine.
public protocol EngineCalls: Sendable {
    /// Schedules a reminder that is to come back as an event of the topic `reminders`. One with the same id that exists already, waiting
    /// or fired, is as good.
    func schedule(_ reminder: NewReminder) async throws(ReminderClientError)

    /// Nobody needs it any more. One that is gone or cannot be cancelled is left alone: its event finds that there is nothing to do.
    func withdraw(_ reminderID: String) async

    /// Puts a reminder off that has fired, if it is still of this generation.
    func snooze(_ reminderID: String, for delay: String, generation: Int) async throws(ReminderClientError)
}

/// The engine, through its client.
public struct RemoteEngine: EngineCalls {
    private let client: ReminderClient

    public init(_ client: ReminderClient) {
        self.client = client
    }

    public func schedule(_ reminder: NewReminder) async throws(ReminderClientError) {
        do throws(ReminderClientError) {
            _ = try await client.schedule(reminder)
        } catch {
            // The id is taken: an earlier attempt made it, from other preferences or at another moment.
            if error.code != .conflict { throw error }
        }
    }

    public func withdraw(_ reminderID: String) async {
        _ = try? await client.cancel(reminderID)
    }

    public func snooze(_ reminderID: String, for delay: String, generation: Int) async throws(ReminderClientError) {
        _ = try await client.snooze(reminderID, .after(delay), ifGeneration: generation)
    }
}
