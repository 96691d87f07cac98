import JSON
import Reminders

/// What a link in a message lets its reader do, once. Whoever has the message may do it, without logging in.
struct LinkToken: Sendable, Hashable {
    enum Action: String, Sendable, CaseIterable {
        case snooze, done
    }

    var action: Action
    var userID: String
    var reminderID: String
    /// The reminder has to be of this generation still: a link of an old message does not move a newer reminder.
    var generation: Int
    /// Of the entry in the inbox that tells the same.
    var entryID: String
    var taskID: String?
    /// Seconds since 1970.
    var expires: Int64

    /// Nil for an action that the notice does not allow: without a task there is nothing to be done.
    init?(_ action: Action, _ notice: Notice, lifetime: Duration) {
        guard action == .snooze || notice.taskID != nil else { return nil }
        self.action = action
        userID = notice.userID
        reminderID = notice.reminderID
        generation = notice.generation
        entryID = notice.token
        taskID = notice.taskID
        // From the firing, so that a message that is sent again bears the same links.
        expires = notice.firedAt.milliseconds / 1_000 + lifetime.components.seconds
    }
}

extension LinkToken: JSONEncodable, JSONDecodable {
    func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("a", action.rawValue)
            writer.member("u", userID)
            writer.member("r", reminderID)
            writer.member("g", generation)
            writer.member("e", entryID)
            writer.member("t", ifPresent: taskID)
            writer.member("x", expires)
        }
    }

    init(from reader: inout JSONReader) throws(JSONError) {
        var found: Action?
        action = .snooze
        (userID, reminderID, generation, entryID, expires) = ("", "", 0, "", 0)
        try reader.object { (key, reader) throws(JSONError) in
            switch key {
            case "a": found = Action(rawValue: try reader.string())
            case "u": userID = try reader.string()
            case "r": reminderID = try reader.string()
            case "g": generation = try reader.int()
            case "e": entryID = try reader.string()
            case "t": taskID = try String?(from: &reader)
            case "x": expires = Int64(try reader.int())
            default: try reader.skip()
            }
        }
        guard let found else { throw reader.error(.invalidValue, "A link has an action.") }
        action = found
    }
}
