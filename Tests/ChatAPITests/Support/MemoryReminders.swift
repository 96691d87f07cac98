import ChatAPI
import JSON
import ReminderClient
import Synchronization

/// An engine that only keeps reminders; a test lets them fire.
final class MemoryReminders: TaskReminders {
    enum Fate { case scheduled, fired, cancelled }

    private struct State {
        var reminders: [String: (reminder: NewReminder, fate: Fate)] = [:]
        var isAway = false
        var refusal: ReminderClientError?
        var snoozed: [String] = []
    }

    private let state = Mutex(State())

    func setAway(_ isAway: Bool) { state.withLock { $0.isAway = isAway } }
    /// Every reminder that is not a guard is refused so.
    func refuse(_ error: ReminderClientError?) { state.withLock { $0.refusal = error } }

    /// What will fire, guards left out.
    var live: [NewReminder] {
        state.withLock { $0.reminders.values.filter { $0.fate == .scheduled && $0.reminder.topic == nil }.map(\.reminder) }
    }

    var guards: [NewReminder] {
        state.withLock { $0.reminders.values.filter { $0.fate == .scheduled && $0.reminder.topic != nil }.map(\.reminder) }
    }

    var snoozed: [String] { state.withLock { $0.snoozed } }

    /// Lets all guards fire, and returns what their events say.
    func fireGuards() -> [JSONValue] {
        state.withLock { state in
            let due = state.reminders.values.filter { $0.fate == .scheduled && $0.reminder.topic != nil }.map(\.reminder)
            return due.compactMap { reminder in
                guard let id = reminder.id, let data = reminder.data else { return nil }
                state.reminders[id]?.fate = .fired
                return (try? data.value()).map { ["reminder_id": .string(id), "data": $0] }
            }
        }
    }

    func schedule(_ reminder: NewReminder) async throws(ReminderClientError) {
        await Task.yield()
        let failure: ReminderClientError? = state.withLock { state in
            if state.isAway { return ReminderClientError(.unreachable, "away") }
            if let refusal = state.refusal, reminder.topic == nil { return refusal }
            guard let id = reminder.id else { return ReminderClientError(.invalid, "no id") }
            if let old = state.reminders[id] { return old.reminder == reminder ? nil : ReminderClientError(.conflict, "taken") }
            state.reminders[id] = (reminder, .scheduled)
            return nil
        }
        if let failure { throw failure }
    }

    func cancel(_ ids: [String]) async throws(ReminderClientError) {
        await Task.yield()
        let isAway = state.withLock { state in
            if state.isAway { return true }
            for id in ids where state.reminders[id]?.fate == .scheduled { state.reminders[id]?.fate = .cancelled }
            return false
        }
        if isAway { throw ReminderClientError(.unreachable, "away") }
    }

    func snooze(_ id: String, after delay: String) async throws(ReminderClientError) {
        let failure: ReminderClientError? = state.withLock { state in
            if state.isAway { return ReminderClientError(.unreachable, "away") }
            guard state.reminders[id] != nil else { return ReminderClientError(.notFound, "no such reminder") }
            state.reminders[id]?.fate = .scheduled
            state.snoozed.append(id)
            return nil
        }
        if let failure { throw failure }
    }

    func fired(userID: String) async throws(ReminderClientError) -> [RawJSON] {
        state.withLock { state in
            state.reminders.values.filter { $0.fate == .fired && $0.reminder.userID == userID }.compactMap(\.reminder.data)
        }
    }

    func settle(_ id: String) async throws(ReminderClientError) {
        state.withLock { $0.reminders[id]?.fate = .cancelled }
    }
}
