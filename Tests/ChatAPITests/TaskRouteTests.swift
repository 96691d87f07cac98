import ChatAPI
import Curl
import JSON
import RemindersTestKit
import Testing

@Suite("The REST API of tasks")
struct TaskRouteTests {
    @Test("a task's whole life")
    func life() async throws {
        try await RunningAPI.with { api in
            let made = try await api.call(.post, "/api/tasks", ["title": "milk", "tags": ["shop"], "priority": "high"])
            #expect(made.status == 201)
            let id = try #require(made.json["id"]?.string)
            #expect(made.headers["Location"] == "/api/tasks/\(id)")
            #expect(made.headers["ETag"] == "\"1\"")
            #expect(try await api.call(.get, "/api/tasks/\(id)").json == made.json)
            let patched = try await api.call(.patch, "/api/tasks/\(id)", ["description": "oat"], headers: [("If-Match", "\"1\"")])
            #expect(patched.status == 200 && patched.json["description"] == "oat" && patched.json["priority"] == "high")
            #expect(try await api.call(.patch, "/api/tasks/\(id)", ["title": "x"], headers: [("If-Match", "\"1\"")]).status == 412)
            let replaced = try await api.call(.put, "/api/tasks/\(id)", ["title": "bread"])
            #expect(replaced.json["priority"] == "medium" && replaced.json["description"] == nil && replaced.json["tags"] == [])
            #expect(try await api.call(.patch, "/api/tasks/\(id)/complete").json["status"] == "completed")
            #expect(try await api.call(.post, "/api/tasks/\(id)/reopen").json["status"] == "pending")
            #expect(try await api.call(.delete, "/api/tasks/\(id)").status == 204)
            #expect(try await api.call(.get, "/api/tasks/\(id)").status == 404)
            #expect(api.world.publisher.distinct.count == 6)
        }
    }

    @Test("without a token 401, with another user's 404 for tasks and 403 for a path of theirs")
    func identity() async throws {
        try await RunningAPI.with { api in
            _ = try await api.call(.post, "/api/tasks", ["title": "milk", "id": "milk"])
            #expect(try await api.call(.get, "/api/tasks", as: nil).status == 401)
            #expect(try await api.call(.get, "/api/tasks/milk", as: "eve").status == 404)
            #expect(try await api.call(.delete, "/api/tasks/milk", as: "eve").status == 404)
            #expect(try await api.call(.get, "/api/tasks", as: "eve").json["total"] == 0)
            #expect(try await api.call(.post, "/api/ada/chat", ["message": "hi"], as: "eve").status == 403)
            #expect(try await api.call(.post, "/api/tasks", ["title": "x", "id": "milk"], as: "eve").status == 409)
        }
    }

    @Test("wrong fields and parameters are named, all at once")
    func fields() async throws {
        try await RunningAPI.with { api in
            let bad = try await api.call(.post, "/api/tasks", ["title": 7, "priority": "huge", "colour": "red"])
            #expect(bad.status == 422 && bad.fields.sorted() == ["colour", "priority", "title"])
            #expect(try await api.call(.post, "/api/tasks", ["description": "no title"]).fields == ["title"])
            let query = try await api.call(.get, "/api/tasks?status=odd&limit=0&sort=age&colour=red&cursor=x")
            #expect(query.status == 422 && query.fields.sorted() == ["colour", "cursor", "limit", "sort", "status"])
            #expect(try await api.call(.patch, "/api/tasks/none", ["title": "x"]).status == 404)
            #expect(try await api.call(.delete, "/api/tasks", headers: []).status == 405)
        }
    }

    @Test("search, filters, orders and pages")
    func list() async throws {
        try await RunningAPI.with { api in
            for number in 0..<7 {
                var body: JSONObject = ["id": .string("t\(number)"), "title": .string("Task \(number) a+b")]
                if number % 2 == 0 { body["due_at"] = .string("2027-03-0\(9 - number)T09:00:00Z") }
                if number == 3 { body["tags"] = ["Red", "big"] }
                if number > 4 { body["priority"] = "urgent" }
                #expect(try await api.call(.post, "/api/tasks", .object(body)).status == 201)
                api.world.clock.advance(by: .milliseconds(5))
            }
            func ids(_ query: String) async throws -> [String] {
                try await api.call(.get, "/api/tasks?\(query)").json["tasks"]?.array?.compactMap { $0["id"]?.string } ?? []
            }
            #expect(try await ids("") == ["t6", "t5", "t4", "t3", "t2", "t1", "t0"])
            #expect(try await ids("sort=due_at") == ["t6", "t4", "t2", "t0", "t1", "t3", "t5"])
            #expect(try await ids("sort=due_at&order=desc") == ["t0", "t2", "t4", "t6", "t1", "t3", "t5"])
            #expect(try await ids("search=task+3") == ["t3"])
            #expect(try await ids("search=A%2BB&limit=2") == ["t6", "t5"])
            #expect(try await ids("tags=red,BIG") == ["t3"])
            #expect(try await ids("priority=urgent&has_due_date=true") == ["t6"])
            #expect(try await ids("is_recurring=true").isEmpty)
            #expect(try await ids("status=pending,completed").count == 7)
            // Pages hold together although tasks come and go in between.
            var (seen, cursor): ([String], String?) = ([], nil)
            repeat {
                let query = "sort=title&limit=3" + (cursor.map { "&cursor=\($0)" } ?? "")
                let page = try await api.call(.get, "/api/tasks?\(query)")
                seen += page.json["tasks"]?.array?.compactMap { $0["id"]?.string } ?? []
                cursor = page.json["next"]?.string
                if seen.count == 3 { _ = try await api.call(.delete, "/api/tasks/t0") }
            } while cursor != nil
            #expect(seen == ["t0", "t1", "t2", "t3", "t4", "t5", "t6"])
        }
    }

    @Test("the sidecar's deliveries want its token; a guard's event is handled once, rubbish is dropped")
    func deliveries() async throws {
        try await RunningAPI.with { api in
            let envelope: JSONValue = [
                "event_id": "guard-x-1-a:1", "event_type": "reminder.triggered", "timestamp": "2027-01-01T00:00:00Z", "user_id": "chat-api",
                "payload": ["data": ["task_id": "x", "user_id": "ada", "version": 1, "attempt": "a"]],
            ]
            let strange = try await api.call(.post, "/handle-guard", envelope, as: nil)
            #expect(strange.status == 401)
            let token = [(name: "dapr-api-token", value: "sidecar")]
            #expect(try await api.call(.post, "/handle-guard", envelope, as: nil, headers: token).json["status"] == "SUCCESS")
            #expect(try await api.call(.post, "/handle-guard", ["x": 1], as: nil, headers: token).json["status"] == "DROP")
        }
    }

    @Test("the page is served with a policy that lets only its own code run")
    func page() async throws {
        try await RunningAPI.with { api in
            let page = try await api.call(.get, "/", as: nil)
            #expect(page.status == 200 && page.text.hasPrefix("<!doctype html>"))
            let policy = try #require(page.headers["Content-Security-Policy"])
            #expect(policy.contains("script-src 'sha256-") && policy.contains("style-src 'sha256-") && !policy.contains("unsafe"))
        }
    }
}
