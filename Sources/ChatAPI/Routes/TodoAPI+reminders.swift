import HTTPTypes
import Hummingbird
import Identity
import JSON
import NIOCore
import ReminderClient
import ServiceKit
import TodoKit

/// `/api/reminders`: a user's own, which the engine keeps.
extension TodoAPI {
    var reminders: UserReminders { UserReminders(engine) }

    func addReminders(to api: Identified) {
        api.get("reminders", use: listReminders)
        api.post("reminders", use: createReminder)
        api.post("reminders/:id/snooze", use: snoozeReminder)
        api.delete("reminders/:id", use: cancelReminder)
    }

    @Sendable private func listReminders(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let user = try context.principal.userID
        var limit = 50
        for (name, value) in request.parameters {
            guard name == "limit" else { throw Problem.invalid(name, "There is no such parameter.") }
            guard let number = Int(value), (1...500).contains(number) else {
                throw Problem.invalid(name, "A whole number from 1 to 500 is needed.")
            }
            limit = number
        }
        let wanted = limit
        let found = try await asking { () async throws(ReminderClientError) in try await reminders.list(userID: user, limit: wanted) }
        return Response.json(["reminders": found], reservingCapacity: 64 + found.count * 480)
    }

    @Sendable private func createReminder(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let user = try context.principal.userID
        let fields = try await request.texts(["title", "remind_at", "delay"])
        guard let title = fields["title"], !title.isEmpty else { throw Problem.invalid("title", "It is needed.") }
        let time = try Self.time(fields, instant: "remind_at")
        let made = try await asking { () async throws(ReminderClientError) in
            try await reminders.schedule(userID: user, title: title, time)
        }
        return Response.json(made, status: .created)
    }

    @Sendable private func snoozeReminder(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let (id, user) = (context.parameters.get("id") ?? "", try context.principal.userID)
        let time = try Self.time(try await request.texts(["until", "delay"]), instant: "until")
        return Response.json(
            try await asking { () async throws(ReminderClientError) in try await reminders.snooze(id, userID: user, time) }
        )
    }

    @Sendable private func cancelReminder(_ request: Request, _ context: IdentifiedContext) async throws -> Response {
        let (id, user) = (context.parameters.get("id") ?? "", try context.principal.userID)
        let record = try await asking { () async throws(ReminderClientError) in try await reminders.reminder(id, userID: user) }
        if let taskID = record.taskID {
            // The task would go on saying that it reminds.
            do throws(CommandError) {
                try await commands.clearReminder(id, of: taskID, userID: user)
            } catch {
                if error.code != .notFound { throw Problem(error) }
            }
        }
        try await asking { () async throws(ReminderClientError) in try await reminders.cancel(id, userID: user) }
        return Response(status: .noContent)
    }

    private static func time(_ fields: [String: String], instant: String) throws(Problem) -> ReminderTime {
        switch (fields[instant], fields["delay"]) {
        case (let text?, nil): return .at(text)
        case (nil, let text?): return .after(text)
        default: throw Problem.invalid(instant, "Either this or delay is needed.")
        }
    }
}

extension Request {
    /// Reads an object of texts.
    ///
    /// - Throws: 422 for a field that is not one of those.
    func texts(_ names: Set<String>) async throws -> [String: String] {
        try await json(upTo: 16 * 1_024) { (reader) throws(JSONError) in
            var fields: [String: String] = [:]
            try reader.object { (key, reader) throws(JSONError) in
                guard names.contains(key.string) else { throw reader.error(.invalidValue, "There is no such field.") }
                fields[key.string] = try String?(from: &reader)
            }
            return fields
        }
    }
}
