import ChatAPI
import Curl
import JSON
import RemindersTestKit
import Testing

@Suite("Reminders, inbox and who one is")
struct ReminderRouteTests {
    @Test("a user sees and touches only their own reminders, and no guards")
    func own() async throws {
        try await RunningAPI.with { api in
            let made = try await api.call(.post, "/api/reminders", ["title": "call mum", "delay": "10m"])
            #expect(made.status == 201)
            let id = try #require(made.json["id"]?.string)
            #expect(id.hasPrefix("chat-"))
            _ = try await api.call(.post, "/api/tasks", ["id": "milk", "title": "milk", "remind_at": "2027-03-01T09:00:00Z"])
            let listed = try await api.call(.get, "/api/reminders?limit=10").json["reminders"]?.array ?? []
            #expect(listed.compactMap { $0["title"]?.string } == ["call mum", "milk"])
            #expect(listed.allSatisfy { $0["topic"] == "reminders" })
            #expect(try await api.call(.get, "/api/reminders", as: "eve").json["reminders"] == [])
            for path in ["/api/reminders/\(id)", "/api/reminders/none"] {
                #expect(try await api.call(.delete, path, as: "eve").status == 404)
                #expect(try await api.call(.post, path + "/snooze", ["delay": "1h"], as: "eve").status == 404)
            }
            #expect(try await api.call(.post, "/api/reminders/\(id)/snooze", ["delay": "1h"]).json["generation"] == 2)
            #expect(try await api.call(.post, "/api/reminders/\(id)/snooze", ["delay": "soon"]).status == 422)
            #expect(try await api.call(.post, "/api/reminders/\(id)/snooze", [:]).status == 422)
            #expect(try await api.call(.delete, "/api/reminders/\(id)").status == 204)
            // A task whose reminder is cancelled does not go on saying that it reminds.
            let own = try #require(listed.last?["id"]?.string)
            #expect(try await api.call(.delete, "/api/reminders/\(own)").status == 204)
            #expect(try await api.call(.get, "/api/tasks/milk").json["remind_at"] == nil)
            #expect(try await api.call(.get, "/api/reminders").json["reminders"] == [])
        }
    }

    @Test("inbox and preferences are passed on with a service's token; without the service the answer is 503")
    func notification() async throws {
        try await RunningAPI.with { api in
            api.notification.answer { asked in
                .json(["path": .string(asked.path), "method": .string(asked.method), "body": asked.body], status: 202)
            }
            let inbox = try await api.call(.get, "/api/inbox?limit=3&unread=true")
            #expect(inbox.status == 202)
            #expect(inbox.json["path"] == "/v1.0/invoke/notification/method/api/inbox?limit=3&unread=true")
            #expect(try await api.call(.put, "/api/preferences", ["time_zone": "UTC"]).json["body"]?["time_zone"] == "UTC")
            #expect(try await api.call(.post, "/api/inbox/7/read").json["method"] == "POST")
            let token = try #require(api.notification.requests.last?.authorization)
            let users = try await RunningAPI.token()
            #expect(token.hasPrefix("Bearer ") && token != "Bearer \(users)")
            api.notification.answer { _ in .json(["errorCode": "ERR_DIRECT_INVOKE", "message": "away"], status: 500) }
            #expect(try await api.call(.get, "/api/inbox").status == 503)
            #expect(try await api.call(.get, "/api/me").json == ["user_id": "ada", "time_zone": "UTC", "is_operator": false])
        }
    }

    @Test("the time zone is that of the preferences")
    func me() async throws {
        try await RunningAPI.with { api in
            let me = try await api.call(.get, "/api/me")
            #expect(me.json["time_zone"] == "Europe/Berlin")
        }
    }

    @Test("an open page is told of the user's changes and inbox, and of nobody else's")
    func live() async throws {
        try await RunningAPI.with { api in
            let token = try await RunningAPI.token()
            async let stream = api.call(.get, "/api/live?access_token=\(token)", as: nil)
            let deadline = ContinuousClock.now + .seconds(20)
            while api.live.isIdle, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(5)) }
            _ = try await api.call(.post, "/api/tasks", ["id": "milk", "title": "milk"])
            _ = try await api.call(.post, "/api/tasks", ["id": "other", "title": "other"], as: "eve")
            let envelope: JSONValue = [
                "event_id": "inbox-1", "event_type": "inbox.added", "timestamp": "2027-01-01T00:00:00Z", "user_id": "ada",
                "payload": ["entry": ["id": "1"], "unread": 1],
            ]
            let headers = [(name: "dapr-api-token", value: "sidecar")]
            #expect(try await api.call(.post, "/handle-update", envelope, as: nil, headers: headers).json["status"] == "SUCCESS")
            // The same change by way of the broker.
            let update = try #require(api.world.publisher.updates.first)
            let sync: JSONValue = [
                "event_id": .string(update.eventID), "event_type": "task.sync", "timestamp": "2027-01-01T00:00:00Z", "user_id": "ada",
                "payload": ["change": "created", "task": ["id": "milk"]],
            ]
            _ = try await api.call(.post, "/handle-update", sync, as: nil, headers: headers)
            api.live.beat()
            api.live.close()
            let text = try await stream.text
            let lines = text.split(separator: "\n")
            #expect(lines.filter { $0 == "event: task" }.count == 1)
            #expect(lines.filter { $0 == "event: inbox" }.count == 1)
            #expect(lines.contains(":"), "a heartbeat")
            #expect(!text.contains("other"))
            #expect(try await api.call(.get, "/api/live", as: nil).status == 401)
        }
    }
}
