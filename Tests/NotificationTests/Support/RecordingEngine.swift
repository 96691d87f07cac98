import JSON
import ReminderClient
import Synchronization

@testable import Notification

/// One reminder that was asked for.
struct ScheduledReminder: Sendable, Hashable {
    var id: String
    var userID: String
    var taskID: String?
    var time: ReminderTime
    var data: JSONValue
}

/// An engine that remembers what it is asked for.
final class RecordingEngine: EngineCalls {
    private struct State {
        var scheduled: [ScheduledReminder] = []
        var withdrawn: [String] = []
        var snoozes: [String] = []
        var error: ReminderClientError?
    }

    private let state = Mutex(State())

    var scheduled: [ScheduledReminder] { state.withLock { $0.scheduled } }
    var withdrawn: [String] { state.withLock { $0.withdrawn } }
    /// As `id delay generation`.
    var snoozes: [String] { state.withLock { $0.snoozes } }

    func fail(_ error: ReminderClientError?) { state.withLock { $0.error = error } }

    func schedule(_ reminder: NewReminder) async throws(ReminderClientError) {
        let id = reminder.id ?? ""
        let data = (try? reminder.data?.value()) ?? .null
        let error = state.withLock { state in
            if state.error == nil, !state.scheduled.contains(where: { $0.id == id }) {
                state.scheduled.append(
                    ScheduledReminder(id: id, userID: reminder.userID, taskID: reminder.taskID, time: reminder.time, data: data)
                )
            }
            return state.error
        }
        if let error { throw error }
    }

    func withdraw(_ reminderID: String) async {
        state.withLock { $0.withdrawn.append(reminderID) }
    }

    func snooze(_ reminderID: String, for delay: String, generation: Int) async throws(ReminderClientError) {
        let error = state.withLock { state in
            if state.error == nil { state.snoozes.append("\(reminderID) \(delay) \(generation)") }
            return state.error
        }
        if let error { throw error }
    }
}
