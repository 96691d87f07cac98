import ChatAPI
import Curl
import JSON
import RemindersTestKit
import Testing
import TodoKit

@Suite("Chat by the language")
struct ChatTests {
    @Test("what is said is done by the same commands as REST, with events and reminders")
    func add() async throws {
        try await RunningAPI.with { api in
            let answer = try await api.say("add buy milk tomorrow at 9am #shop remind me 30 min before")
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer.json["conversation_id"] == "c")
            #expect(answer.json["tools_invoked"]?[0]?["name"] == "add_task")
            let task = try #require(answer.json["tools_invoked"]?[0]?["result"])
            #expect(task["title"] == "buy milk" && task["tags"] == ["shop"] && task["reminder_offset_minutes"] == 30)
            // 2027-01-15 in Berlin, an hour ahead of UTC.
            #expect(task["due_at"] == "2027-01-16T08:00:00.000Z")
            #expect(api.world.publisher.events.map(\.kind) == [.created])
            let reminders = try await api.call(.get, "/api/reminders").json["reminders"]
            #expect(reminders?[0]?["remind_at"] == "2027-01-16T07:30:00.000Z")
        }
    }

    @Test("a title is found by a part of it; none and several are asked back, and the answer is understood")
    func lookup() async throws {
        try await RunningAPI.with { api in
            for title in ["buy milk", "buy bread", "call mum"] { _ = try await api.call(.post, "/api/tasks", ["title": .string(title)]) }
            #expect(try await api.say("complete mum").json["message"]?.string?.contains("call mum") == true)
            #expect(try await api.say("complete dentist").json["tools_invoked"] == [])
            let which = try await api.say("complete buy")
            #expect(which.json["tools_invoked"] == [])
            // Both are of the same millisecond here, so either may stand first.
            let number = which.json["message"]?.string?.contains("1. buy bread") == true ? "1" : "2"
            #expect(which.json["message"]?.string?.contains("\(number). buy bread") == true, "\(which.text)")
            let chosen = try await api.say(number)
            #expect(chosen.json["tools_invoked"]?[0]?["result"]?["title"] == "buy bread", "\(chosen.text)")
            let open = try await api.call(.get, "/api/tasks?status=pending").json["tasks"]?.array?.compactMap { $0["title"]?.string }
            #expect(open == ["buy milk"])
        }
    }

    @Test("delete asks first; no and anything else leave the task, yes deletes it, and yes alone deletes nothing")
    func delete() async throws {
        try await RunningAPI.with { api in
            _ = try await api.call(.post, "/api/tasks", ["title": "add milk", "id": "milk"])
            #expect(try await api.say("yes").json["tools_invoked"] == [])
            let asked = try await api.say("delete the \"add milk\" task")
            #expect(asked.json["tools_invoked"] == [] && asked.json["message"]?.string?.contains("?") == true)
            _ = try await api.say("no")
            #expect(try await api.call(.get, "/api/tasks/milk").status == 200)
            _ = try await api.say("delete add milk")
            _ = try await api.say("list my tasks")
            _ = try await api.say("yes")
            #expect(try await api.call(.get, "/api/tasks/milk").status == 200, "the question was dropped")
            _ = try await api.say("delete add milk", in: "one")
            _ = try await api.say("yes", in: "another")
            #expect(try await api.call(.get, "/api/tasks/milk").status == 200, "another conversation's yes")
            #expect(try await api.say("yes", in: "one").json["tools_invoked"]?[0]?["name"] == "delete_task")
            #expect(try await api.call(.get, "/api/tasks/milk").status == 404)
            #expect(api.world.publisher.events.last?.kind == .deleted)
        }
    }

    @Test("reminders of their own: set, listed, snoozed, cancelled")
    func reminders() async throws {
        try await RunningAPI.with { api in
            let set = try await api.say("remind me to call mum in 20 minutes")
            #expect(set.json["tools_invoked"]?[0]?["name"] == "set_reminder", "\(set.text)")
            let listed = try await api.say("what reminders are coming up")
            #expect(listed.json["tools_invoked"]?[0]?["result"]?["reminders"]?[0]?["title"] == "call mum", "\(listed.text)")
            let snoozed = try await api.say("snooze call mum for 1 hour")
            #expect(snoozed.json["tools_invoked"]?[0]?["name"] == "snooze_reminder", "\(snoozed.text)")
            #expect(try await api.say("cancel the reminder call mum").json["tools_invoked"]?[0]?["name"] == "cancel_reminder")
            #expect(try await api.call(.get, "/api/reminders").json["reminders"] == [])
        }
    }

    @Test("it, the first one and a change are understood in the light of what was said")
    func context() async throws {
        try await RunningAPI.with { api in
            for title in ["milk", "bread"] { _ = try await api.say("add \(title)") }
            let moved = try await api.say("move it to next Friday")
            #expect(moved.json["tools_invoked"]?[0]?["result"]?["title"] == "bread", "\(moved.text)")
            #expect(moved.json["tools_invoked"]?[0]?["result"]?["due_at"]?.string != nil)
            let listed = try await api.say("list tasks")
            let first = listed.json["tools_invoked"]?[0]?["result"]?["tasks"]?[0]?["title"]
            let done = try await api.say("complete the first one")
            #expect(done.json["tools_invoked"]?[0]?["result"]?["title"] == first, "\(done.text)")
        }
    }

    @Test("as a stream of events: each thing done, the words, the whole")
    func stream() async throws {
        try await RunningAPI.with { api in
            let answer = try await api.call(.post, "/api/ada/chat", ["message": "add milk"], headers: [("Accept", "text/event-stream")])
            #expect(answer.headers["Content-Type"] == "text/event-stream")
            let names = answer.text.split(separator: "\n").filter { $0.hasPrefix("event: ") }.map { $0.dropFirst(7) }
            #expect(names == ["tool", "message", "done"])
            #expect(answer.text.contains(#""conversation_id":"#))
        }
    }

    @Test("what is no message is refused by field")
    func invalid() async throws {
        try await RunningAPI.with { api in
            let bad = try await api.call(.post, "/api/ada/chat", ["message": " ", "conversation_id": "a/b", "time_zone": "Mars/North"])
            #expect(bad.status == 422 && bad.fields.sorted() == ["conversation_id", "message", "time_zone"])
            #expect(try await api.call(.post, "/api/ada/chat", ["message": "x", "extra": 1]).status == 422)
            let long = String(repeating: "a", count: 4_001)
            #expect(try await api.call(.post, "/api/ada/chat", ["message": .string(long)]).status == 422)
            #expect(try await api.say("help").json["message"]?.string?.contains("add buy milk") == true)
        }
    }
}
