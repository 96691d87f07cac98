import Curl
import JSON
import Reminders
import RemindersTestKit
import Testing

@Suite("Changing and cancelling over HTTP")
struct ChangingTests {
    static func fire(_ api: LiveAPI, _ id: String) async throws {
        let known = try #require(ReminderID(id))
        let reminder = try await api.engine.scheduler.reminder(known)
        api.clock.advance(to: reminder.due)
        #expect(await api.engine.triggers.handle(Trigger(reminder: reminder, ledger: LedgerID("memory"))) == .done)
    }

    @Test("a PATCH changes what it names and gives the next generation")
    func patched() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"id":"a","user_id":"ada","title":"old","delay":"10m","tags":["x"],"data":1}"#)
            let answer = try await api.call(.patch, "/v1/reminders/a", #"{"title":"new","data":null}"#)
            #expect(answer.status == 200)
            #expect(answer.headers["ETag"] == "\"2\"")
            #expect(answer.json["title"]?.string == "new" && answer.json["data"] == .null && answer.json["tags"] == ["x"])
            #expect(answer.json["remind_at"]?.string == "2027-01-15T08:10:00.000Z")
            #expect(answer.json["event_id"]?.string == "a:2")
            let moved = try await api.call(.patch, "/v1/reminders/a", #"{"remind_at":"2027-01-15T08:20:00Z","title":null,"tags":[]}"#)
            #expect(
                moved.json["remind_at"]?.string == "2027-01-15T08:20:00.000Z" && moved.json["title"] == .null && moved.json["tags"] == []
            )
        }
    }

    @Test("If-Match on an older generation is 412, on the current one it goes through")
    func conditional() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"id":"a","user_id":"ada","delay":"10m"}"#)
            func patch(_ match: String) async throws -> Int {
                try await api.call(.patch, "/v1/reminders/a", #"{"title":"x"}"#, headers: [("If-Match", match)]).status
            }
            #expect(try await patch("\"2\"") == 412)
            #expect(try await patch("\"1\"") == 200)
            #expect(try await patch("1") == 412)
            #expect(try await patch("*") == 200)
            #expect(try await patch("weird") == 412)
        }
    }

    @Test("a PATCH of nothing, of unknown fields or of an unknown reminder is refused")
    func refused() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"id":"a","user_id":"ada","delay":"10m"}"#)
            #expect(try await api.call(.patch, "/v1/reminders/a", "{}").fields == ["body"])
            #expect(try await api.call(.patch, "/v1/reminders/a", #"{"user_id":"bob","tags":[""]}"#).fields == ["user_id", "tags[0]"])
            #expect(try await api.call(.patch, "/v1/reminders/a", #"{"remind_at":"2026-01-01T00:00:00Z"}"#).fields == ["remind_at"])
            #expect(try await api.call(.patch, "/v1/reminders/nope", #"{"title":"x"}"#).status == 404)
            #expect(try await api.call(.get, "/v1/reminders/a").json["generation"]?.int == 1)
        }
    }

    @Test("a snooze moves a scheduled reminder, and brings back one that fired")
    func snoozed() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"id":"a","user_id":"ada","delay":"10m"}"#)
            let first = try await api.call(.post, "/v1/reminders/a/snooze", #"{"delay":"20m"}"#)
            #expect(first.status == 200 && first.json["generation"]?.int == 2)
            try await Self.fire(api, "a")
            let fired = try await api.call(.get, "/v1/reminders/a").json
            #expect(fired["state"]?.string == "fired" && fired["lag_ms"]?.int == 0 && fired["fired_by"]?.string == "jobs")
            let again = try await api.call(.post, "/v1/reminders/a/snooze", #"{"until":"2027-01-15T10:00:00Z"}"#)
            #expect(again.status == 200 && again.json["state"]?.string == "scheduled" && again.json["generation"]?.int == 3)
            #expect(again.json["fired_at"] == nil)
            #expect(try await api.call(.post, "/v1/reminders/a/snooze", "{}").fields == ["until"])
            #expect(try await api.call(.post, "/v1/reminders/a/snooze", #"{"until":"x"}"#).fields == ["until"])
        }
    }

    @Test("DELETE is 204, again 204, 404 for what is unknown and 409 for what fired")
    func deleted() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"id":"a","user_id":"ada","delay":"10m"}"#)
            _ = try await api.create(#"{"id":"b","user_id":"ada","delay":"1m"}"#)
            #expect(try await api.call(.delete, "/v1/reminders/a").status == 204)
            #expect(try await api.call(.delete, "/v1/reminders/a").status == 204)
            #expect(try await api.call(.get, "/v1/reminders/a").json["state"]?.string == "cancelled")
            #expect(try await api.call(.delete, "/v1/reminders/nope").status == 404)
            #expect(try await api.call(.delete, "/v1/reminders/no%20pe").status == 404)
            try await Self.fire(api, "b")
            #expect(try await api.call(.delete, "/v1/reminders/b").status == 409)
            #expect(try await api.call(.patch, "/v1/reminders/a", #"{"title":"x"}"#).status == 409)
        }
    }

    @Test("many are cancelled by ids, user, task or tag")
    func cancelledByTheMany() async throws {
        try await LiveAPI.with { api in
            for index in 0..<12 {
                _ = try await api.create(
                    #"{"id":"r\#(index)","user_id":"\#(index % 2 == 0 ? "ada" : "bob")","task_id":"t\#(index % 3)","tags":["g\#(index % 4)"],"delay":"10m"}"#
                )
            }
            func cancel(_ body: String) async throws -> Int? {
                try await api.call(.post, "/v1/reminders/cancel", body).json["cancelled"]?.int
            }
            #expect(try await cancel(#"{"ids":["r0","r1","nope"]}"#) == 2)
            #expect(try await cancel(#"{"task_id":"t2","user_id":"ada"}"#) == 2)
            #expect(try await cancel(#"{"tag":"g1"}"#) == 2)
            #expect(try await cancel(#"{"user_id":"bob"}"#) == 3)
            for body in ["{}", #"{"ids":["r1"],"tag":"g1"}"#, #"{"ids":["a b"]}"#, #"{"ids":7}"#, #"{"all":true}"#] {
                #expect(try await api.call(.post, "/v1/reminders/cancel", body).status == 422, "\(body)")
            }
        }
    }
}
