import Curl
import JSON
import Reminders
import Testing

@Suite("The todo chatbot, over real processes", .timeLimit(.minutes(5)))
struct TodoTests {
    @Test("from the chat to the inbox, the webhook and the mail, to the next occurrence and the audit trail", arguments: [true, false])
    func everything(jobs: Bool) async throws {
        try await TodoStack.with(jobs: jobs) { stack in
            let user = try #require(try await stack.call(.chat, .get, "/api/me").json["user_id"]?.string)
            try await setPreferences(stack)
            try await reminderReachesEveryChannel(stack, user)
            try await weeklyTaskGoesOn(stack)
            try await deletionCancels(stack)
            try await chainHolds(stack, user)
        }
    }

    private func setPreferences(_ stack: TodoStack) async throws {
        let hook = JSONValue.string("http://127.0.0.1:\(stack.webhook.port)/hook")
        let preferences: JSONValue =
            stack.mail == nil
            ? ["time_zone": "Europe/Berlin", "webhook_url": hook, "channels": ["inbox", "log", "webhook"]]
            : [
                "time_zone": "Europe/Berlin", "webhook_url": hook, "email": "ada@example.com",
                "channels": ["inbox", "log", "webhook", "email"],
            ]
        let answer = try await stack.call(.chat, .put, "/api/preferences", preferences)
        #expect(answer.status == 200, "\(answer.text)")
    }

    private func reminderReachesEveryChannel(_ stack: TodoStack, _ user: String) async throws {
        try await stack.say("remind me to call mum in 3 seconds", as: user)
        try await stack.eventually("it is in the inbox") { stack in
            try await inbox(stack).contains { $0["title"]?.string?.lowercased().contains("call mum") ?? false }
        }
        try await stack.eventually("the webhook was called") { _ in stack.webhook.received.count == 1 }
        if stack.mail != nil { try await stack.eventually("the mail was sent") { _ in stack.mail?.mails.count == 1 } }
    }

    private func weeklyTaskGoesOn(_ stack: TodoStack) async throws {
        let due = Received.now + .seconds(2 * 86_400)
        let task: JSONValue = [
            "title": "Water the plants", "due_at": .string(due.rfc3339), "recurrence_rule": "FREQ=WEEKLY", "time_zone": "UTC",
            "reminder_offset_minutes": 30,
        ]
        let created = try await stack.call(.chat, .post, "/api/tasks", task)
        #expect(created.status == 201, "\(created.text)")
        let id = try #require(created.json["id"]?.string)
        #expect(try await reminders(of: id, stack).count == 1)
        let completed = try await stack.call(.chat, .patch, "/api/tasks/\(id)/complete")
        #expect(completed.status == 200, "\(completed.text)")
        #expect(try await reminders(of: id, stack).isEmpty)
        try await stack.eventually("the next occurrence is there, with its reminder") { stack in
            let next = try await tasks("Water the plants", stack).filter { $0["status"]?.string == "pending" }
            guard next.count == 1, let child = next.first?["id"]?.string, let text = next.first?["due_at"]?.string else { return false }
            guard Timestamp(rfc3339: text) == due + .seconds(7 * 86_400) else { return false }
            return try await reminders(of: child, stack).count == 1
        }
    }

    private func deletionCancels(_ stack: TodoStack) async throws {
        let due = Received.now + .seconds(3_600)
        let created = try await stack.call(.chat, .post, "/api/tasks", ["title": "Never mind", "remind_at": .string(due.rfc3339)])
        #expect(created.status == 201, "\(created.text)")
        let id = try #require(created.json["id"]?.string)
        #expect(try await reminders(of: id, stack).count == 1)
        #expect(try await stack.call(.chat, .delete, "/api/tasks/\(id)").status == 204)
        #expect(try await reminders(of: id, stack).isEmpty)
        try await stack.eventually("the audit trail has it all") { stack in
            try await entries(stack, "task_id=\(id)").compactMap { $0["event_type"]?.string } == ["task.created", "task.deleted"]
        }
    }

    private func chainHolds(_ stack: TodoStack, _ user: String) async throws {
        try await stack.eventually("the reminder is in the audit trail") { stack in
            try await entries(stack, "event_type=reminder.triggered").count == 1
        }
        #expect(try await entries(stack, "event_type=task.completed").count == 1)
        let verdict = try await stack.call(.audit, .get, "/api/v1/audit-log/verify")
        #expect(verdict.status == 200 && Self.isVerified(verdict.json), "\(verdict.text)")
        // By now a second delivery would have come.
        #expect(stack.webhook.received.count == 1)
        if let mail = stack.mail {
            #expect(mail.mails.count == 1)
            #expect(mail.mails.first?.contains("ada@example.com") ?? false)
        }
        #expect(try await inbox(stack).count == 1)
    }

    @Test("of a thousand concurrent operations none is lost")
    func thousand() async throws {
        try await TodoStack.with { stack in
            let statuses = try await withThrowingTaskGroup { group in
                for index in 0..<1_000 {
                    group.addTask { try await stack.call(.chat, .post, "/api/tasks", ["title": .string("Task \(index)")]).status }
                }
                return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
            }
            #expect(statuses == [201: 1_000])
            let listed = try await stack.call(.chat, .get, "/api/tasks?limit=1")
            #expect(listed.json["total"]?.int == 1_000, "\(listed.text)")
            try await stack.eventually("every event is in the audit trail", within: .seconds(60)) { stack in
                try await stack.call(.audit, .get, "/api/v1/audit-log?event_type=task.created&limit=1").json["total"]?.int == 1_000
            }
            let verdict = try await stack.call(.audit, .get, "/api/v1/audit-log/verify")
            #expect(Self.isVerified(verdict.json), "\(verdict.text)")
        }
    }

    private static func isVerified(_ verdict: JSONValue) -> Bool {
        verdict["verified"]?.bool == true && verdict["chains"]?.array?.first?["entries"]?.int ?? 0 > 0
    }

    private func inbox(_ stack: TodoStack) async throws -> [JSONValue] {
        try await stack.call(.chat, .get, "/api/inbox").json["entries"]?.array ?? []
    }

    private func tasks(_ search: String, _ stack: TodoStack) async throws -> [JSONValue] {
        let query = search.replacing(" ", with: "%20")
        return try await stack.call(.chat, .get, "/api/tasks?search=\(query)").json["tasks"]?.array ?? []
    }

    /// What still waits in the engine for a task.
    private func reminders(of task: String, _ stack: TodoStack) async throws -> [JSONValue] {
        let url = "http://127.0.0.1:\(stack.enginePort)/v1/reminders?task_id=\(task)&state=scheduled"
        let found = try await stack.send(.get, url).json["reminders"]?.array ?? []
        return found.filter { $0["id"]?.string?.hasPrefix("task-") ?? false }
    }

    private func entries(_ stack: TodoStack, _ query: String) async throws -> [JSONValue] {
        try await stack.call(.audit, .get, "/api/v1/audit-log?\(query)").json["entries"]?.array ?? []
    }
}
