import Curl
import Dapr
import JSON
import ServiceKit
import Testing

@testable import Notification

@Suite("API")
struct APITests {
    @Test("the inbox: a page, the unread ones, one read, all read; each user sees their own")
    func inbox() async throws {
        try await LiveAPI.with { live in
            for number in 1...3 { await live.rig.bring(live.rig.fired("task-\(number)", title: "Task \(number)")) }
            await live.rig.bring(live.rig.fired("task-9", user: "bob"))
            let first = try await live.call(.get, "/api/inbox?limit=2")
            #expect(first.status == 200 && first.json["unread"] == 3)
            let entries = try #require(first.json["entries"]?.array)
            #expect(entries.map { $0["title"]?.string } == ["Task 3", "Task 2"])
            let entry = try #require(entries.first?.object)
            #expect(entry.names == ["id", "title", "body", "task_id", "reminder_id", "fired_at", "created_at", "read"])
            #expect(entry["read"] == false && entry["reminder_id"] == "task-3")
            let next = try #require(first.json["next"]?.string)
            let second = try await live.call(.get, "/api/inbox?limit=2&cursor=\(next)")
            #expect(second.json["entries"]?.array?.map { $0["title"]?.string } == ["Task 1"] && second.json["next"] == .null)

            let id = try #require(entry["id"]?.string)
            #expect(try await live.call(.post, "/api/inbox/\(id)/read", user: "bob").status == 404)
            let read = try await live.call(.post, "/api/inbox/\(id)/read")
            #expect(read.status == 200 && read.json["unread"] == 2)
            #expect(try await live.call(.post, "/api/inbox/\(id)/read").json["unread"] == 2)
            let unread = try await live.call(.get, "/api/inbox?unread=true")
            #expect(unread.json["entries"]?.array?.map { $0["title"]?.string } == ["Task 2", "Task 1"])
            let all = try await live.call(.post, "/api/inbox/read-all")
            #expect(all.status == 200 && all.json["unread"] == 0 && all.json["marked"] == 2)
            #expect(try await live.callAsService(.get, "/api/inbox", user: "bob").json["unread"] == 1)
        }
    }

    @Test("an entry is announced with the count of unread ones")
    func announced() async throws {
        let rig = Rig()
        await rig.bring(rig.fired())
        let event = try #require(rig.published.events.first)
        #expect(event.eventType == "inbox.added" && event.eventID == "task-1:1:inbox" && event.userID == "ann")
        #expect(event.payload["unread"] == 1 && event.payload["entry"]?["title"] == "Call mum")
    }

    @Test("preferences: standard at first, put, got; what is wrong is named and changes nothing")
    func preferences() async throws {
        try await LiveAPI.with { live in
            let first = try await live.call(.get, "/api/preferences")
            #expect(first.status == 200)
            #expect(first.json.object?.names == ["time_zone", "channels", "email", "webhook_url", "quiet_hours", "webhook_secret"])
            #expect(first.json["channels"] == ["inbox", "log"] && first.json["quiet_hours"] == .null && first.json["time_zone"] == "UTC")
            let text =
                #"{"time_zone":"Europe/Berlin","channels":["email"],"email":"ann@example.org","quiet_hours":{"from":"22:00","to":"07:00"}}"#
            #expect(try await live.call(.put, "/api/preferences", text).status == 200)
            let stored = try await live.call(.get, "/api/preferences")
            #expect(stored.json["email"] == "ann@example.org" && stored.json["quiet_hours"]?["to"] == "07:00")
            // What was got can be put.
            #expect(try await live.call(.put, "/api/preferences", stored.text).text == stored.text)
            let wrong = try await live.call(.put, "/api/preferences", #"{"channels":["webhook"]}"#)
            #expect(wrong.status == 422 && wrong.fields == ["webhook_url"])
            #expect(try await live.call(.put, "/api/preferences", "{").status == 400)
            #expect(try await live.call(.get, "/api/preferences").text == stored.text)
            #expect(try await live.call(.get, "/api/preferences", user: "bob").json["email"] == .null)
        }
    }

    @Test("nobody gets in without a token, and no event without the application's", arguments: ["/api/inbox", "/api/preferences"])
    func locked(_ path: String) async throws {
        try await LiveAPI.with { live in
            #expect(try await live.call(.get, path, user: nil).status == 401)
            #expect(try await live.call(.get, path, user: nil, headers: [("Authorization", "Bearer x.y.z")]).status == 401)
            let event = String(decoding: live.rig.fired().cloudEvent(source: "x"), as: UTF8.self)
            #expect(try await live.call(.post, "/handle-reminder", event, user: nil).status == 401)
            #expect(live.rig.log.told.isEmpty)
            let answer = try await live.call(.post, "/handle-reminder", event, user: nil, headers: [("dapr-api-token", "app-token")])
            #expect(answer.status == 200 && answer.json == ["status": "SUCCESS"])
            #expect(live.rig.log.told == ["task-1:1"])
        }
    }

    @Test("parameters that make no sense, and a state store that is away")
    func problems() async throws {
        try await LiveAPI.with { live in
            for query in ["limit=0", "limit=101", "limit=x", "cursor=x", "unread=maybe"] {
                let answer = try await live.call(.get, "/api/inbox?\(query)")
                #expect(answer.status == 422 && answer.fields == [String(query.prefix { $0 != "=" })])
            }
            #expect(try await live.call(.post, "/api/inbox/nothing/read").status == 404)
            live.rig.state.fail { _ in DaprError(.unavailable, "away") }
            #expect(try await live.call(.get, "/api/inbox").status == 503)
            #expect(try await live.call(.put, "/api/preferences", "{}").status == 503)
            live.rig.state.fail(nil)
        }
    }
}
