import Curl
import JSON
import Reminders
import RemindersTestKit
import Testing

@Suite("Creating reminders over HTTP")
struct CreatingTests {
    @Test("answers 201 with a location, and the reminder as it is kept")
    func created() async throws {
        try await LiveAPI.with { api in
            let answer = try await api.create(
                #"{"id":"call-mum","user_id":"ada","task_id":"t1","title":"Call mum","remind_at":"2027-01-15T10:00:00+01:00","tags":["a","b","a"],"data":{"n":[1,2.5]}}"#
            )
            #expect(answer.status == 201)
            #expect(answer.headers["Location"] == "/v1/reminders/call-mum")
            #expect(answer.headers["ETag"] == "\"1\"")
            let expected: JSONValue = [
                "id": "call-mum", "user_id": "ada", "task_id": "t1", "title": "Call mum", "remind_at": "2027-01-15T09:00:00.000Z",
                "state": "scheduled", "generation": 1, "carrier": "sweeper", "event_id": "call-mum:1", "topic": "reminders",
                "created_at": "2027-01-15T08:00:00.000Z", "tags": ["a", "b"], "data": ["n": [1, 2.5]], "attempts": 0,
            ]
            #expect(answer.json == expected)
            #expect(try await api.call(.get, "/v1/reminders/call-mum").json == expected)
        }
    }

    @Test("the same id again: 200 for the same content, 409 for other content")
    func repeated() async throws {
        try await LiveAPI.with { api in
            let body = #"{"id":"once","user_id":"ada","delay":"10m","data":{"a":1}}"#
            let first = try await api.create(body)
            api.clock.advance(by: .seconds(5))
            let second = try await api.create(body)
            #expect(first.status == 201 && second.status == 200)
            #expect(second.json == first.json)
            let other = try await api.create(#"{"id":"once","user_id":"ada","delay":"11m","data":{"a":1}}"#)
            #expect(other.status == 409)
            #expect(other.headers["Content-Type"] == "application/problem+json")
            #expect(try await api.stored == 1)
        }
    }

    @Test("an Idempotency-Key makes a repeat safe without an id")
    func idempotencyKey() async throws {
        try await LiveAPI.with { api in
            let body = #"{"user_id":"ada","delay":"10m"}"#
            func create(_ key: String, _ body: String) async throws -> LiveAPI.Answer {
                try await api.call(.post, "/v1/reminders", body, headers: [("Idempotency-Key", key)])
            }
            let first = try await create("k1", body)
            let again = try await create("k1", body)
            #expect(first.status == 201 && again.status == 200)
            #expect(first.json["id"] == again.json["id"])
            #expect(try await create("k1", #"{"user_id":"ada","delay":"12m"}"#).status == 409)
            #expect(try await create("k1", #"{"user_id":"bob","delay":"10m"}"#).status == 201)
            #expect(try await create("k2", body).status == 201)
            #expect(try await create("", body).status == 422)
        }
    }

    @Test(
        "a delay is read as people write it",
        arguments: [
            ("10m", 600_000), ("1h30m", 5_400_000), ("90s", 90_000), ("250ms", 250), ("2d", 172_800_000), ("PT10M", 600_000),
            ("P1D", 86_400_000),
            ("P1DT2H", 93_600_000), ("PT90S", 90_000), ("P2W", 1_209_600_000),
        ]
    )
    func delays(text: String, milliseconds: Int) async throws {
        try await LiveAPI.with { api in
            let answer = try await api.create(#"{"user_id":"ada","delay":"\#(text)"}"#)
            let due = try #require(Timestamp(rfc3339: answer.json["remind_at"]?.string ?? ""))
            #expect(due - api.clock.now == .milliseconds(milliseconds))
        }
    }

    @Test("a local time means what its zone says, also where the clock jumps")
    func localTimes() async throws {
        try await LiveAPI.with { api in
            let cases = [
                ("2027-07-01T09:00:00", "Europe/Vienna", "2027-07-01T07:00:00.000Z"),
                ("2027-01-20T09:00", "America/New_York", "2027-01-20T14:00:00.000Z"),
                // Put forward from 02:00 to 03:00: 02:30 counts from before.
                ("2027-03-28T02:30:00", "Europe/Vienna", "2027-03-28T01:30:00.000Z"),
                // Put back from 03:00 to 02:00: the first 02:30.
                ("2027-10-31T02:30:00", "Europe/Vienna", "2027-10-31T00:30:00.000Z"),
                ("2027-10-31T03:30:00", "Europe/Vienna", "2027-10-31T02:30:00.000Z"),
                ("2027-06-01T00:00:00", "Asia/Kolkata", "2027-05-31T18:30:00.000Z"),
                ("2027-06-01T00:00:00", "UTC", "2027-06-01T00:00:00.000Z"),
            ]
            for (time, zone, instant) in cases {
                let answer = try await api.create(#"{"user_id":"ada","local_time":"\#(time)","time_zone":"\#(zone)"}"#)
                #expect(answer.json["remind_at"]?.string == instant, "\(time) \(zone): \(answer.text)")
            }
        }
    }

    @Test("a little in the past fires at once; more, or too far ahead, is refused under the field's name")
    func limits() async throws {
        try await LiveAPI.with { api in
            let justPast = try await api.create(#"{"user_id":"a","remind_at":"2027-01-15T07:59:00Z"}"#)
            #expect(justPast.status == 201)
            for (field, value) in [("remind_at", "2027-01-15T07:58:59.999Z"), ("remind_at", "2037-01-16T08:00:00Z"), ("delay", "3700d")] {
                let answer = try await api.create(#"{"user_id":"a","\#(field)":"\#(value)"}"#)
                #expect(answer.status == 422)
                #expect(answer.fields == [field])
            }
        }
    }

    static let bad: [(String, [String])] = [
        ("{}", ["user_id", "remind_at"]), ("[]", ["body"]), ("null", ["body"]), ("7", ["body"]),
        (#"{"user_id":1,"delay":"1m"}"#, ["user_id"]), (#"{"user_id":"","delay":"1m"}"#, ["user_id"]),
        (#"{"user_id":"a\u0000","delay":"1m"}"#, ["user_id"]), (#"{"user_id":"a\u202E","delay":"1m"}"#, ["user_id"]),
        (#"{"user_id":"\#(String(repeating: "u", count: 129))","delay":"1m"}"#, ["user_id"]),
        (#"{"user_id":"a","delay":"1m","id":"a b"}"#, ["id"]), (#"{"user_id":"a","delay":"1m","id":""}"#, ["id"]),
        (#"{"user_id":"a","delay":"1m","id":"\#(String(repeating: "i", count: 129))"}"#, ["id"]),
        (#"{"user_id":"a","delay":"1m","title":"\#(String(repeating: "t", count: 256))"}"#, ["title"]),
        (#"{"user_id":"a","delay":"1m","tags":"x"}"#, ["tags"]), (#"{"user_id":"a","delay":"1m","tags":[1]}"#, ["tags[0]"]),
        (#"{"user_id":"a","delay":"1m","tags":["ok",""]}"#, ["tags[1]"]),
        (#"{"user_id":"a","delay":"1m","tags":["\#(String(repeating: "t", count: 51))"]}"#, ["tags[0]"]),
        (#"{"user_id":"a","delay":"1m","tags":[\#((0..<21).map { "\"t\($0)\"" }.joined(separator: ","))]}"#, ["tags"]),
        (#"{"user_id":"a","delay":"1m","topic":"a/b"}"#, ["topic"]), (#"{"user_id":"a","delay":"1m","surprise":{"x":[1]}}"#, ["surprise"]),
        (#"{"user_id":"a","delay":"1m","data":{"n":9007199254740993}}"#, ["data.n"]),
        (#"{"user_id":"a","delay":"1m","data":{"n":1,"n":2}}"#, ["data.n"]), (#"{"user_id":"a","delay":"1m","data":"\ud800"}"#, ["data"]),
        (#"{"user_id":"a","delay":"1m","data":"\#(String(repeating: "d", count: 16 * 1024))"}"#, ["data"]),
        (#"{"user_id":"a","user_id":"b","delay":"1m"}"#, ["user_id"]), (#"{"user_id":"a","delay":"soon"}"#, ["delay"]),
        (#"{"user_id":"a","delay":"0s"}"#, ["delay"]), (#"{"user_id":"a","delay":"-1m"}"#, ["delay"]),
        (#"{"user_id":"a","delay":60}"#, ["delay"]),
        (#"{"user_id":"a","delay":"106751991167d7h12m55s807ms"}"#, ["delay"]),
        (#"{"user_id":"a","remind_at":"tomorrow"}"#, ["remind_at"]), (#"{"user_id":"a","remind_at":"2027-01-15T09:00:00"}"#, ["remind_at"]),
        (#"{"user_id":"a","remind_at":"2027-02-30T09:00:00Z"}"#, ["remind_at"]),
        (#"{"user_id":"a","remind_at":"2027-01-15T09:00:00Z","delay":"1m"}"#, ["remind_at"]),
        (#"{"user_id":"a","local_time":"2027-01-15T09:00:00"}"#, ["time_zone"]),
        (#"{"user_id":"a","time_zone":"Europe/Vienna"}"#, ["local_time"]),
        (#"{"user_id":"a","local_time":"2027-01-15T09:00:00","time_zone":"Mars/Base"}"#, ["time_zone"]),
        (#"{"user_id":"a","local_time":"2027-01-15T09:00:00Z","time_zone":"Europe/Vienna"}"#, ["local_time"]),
        (#"{"user_id":7,"id":"!","title":1,"tags":[2],"delay":"x","more":1}"#, ["user_id", "id", "title", "tags[0]", "more", "delay"]),
    ]

    @Test("what is wrong is named, all of it, and nothing is stored")
    func fields() async throws {
        try await LiveAPI.with { api in
            for (body, fields) in Self.bad {
                let answer = try await api.create(body)
                #expect(answer.status == 422, "\(body.prefix(80)): \(answer.text)")
                #expect(answer.fields == fields, "\(body.prefix(80)): \(answer.text)")
                #expect(answer.headers["Content-Type"] == "application/problem+json")
                for member in ["type", "title", "status"] { #expect(answer.json[member] != nil) }
            }
            #expect(try await api.stored == 0)
        }
    }

    @Test("what is no JSON is 400, what is too large 413, what is something else 415")
    func bodies() async throws {
        try await LiveAPI.with { api in
            for body in ["", "{", "{]", "nul", #"{"user_id":"a" "delay":"1m"}"#, #"{"user_id":"a","delay":"1m"}}"#] {
                let answer = try await api.create(body)
                #expect(answer.status == 400, "\(body): \(answer.text)")
            }
            #expect(
                try await api.create(#"{"user_id":"a","delay":"1m","data":"\#(String(repeating: "d", count: 64 * 1024))"}"#).status == 413
            )
            let form = try await api.call(
                .post,
                "/v1/reminders",
                "user_id=a",
                headers: [("Content-Type", "application/x-www-form-urlencoded")]
            )
            #expect(form.status == 415)
            #expect(try await api.stored == 0)
        }
    }

    @Test("with neither ledger nor Jobs it is 503, to be tried again")
    func unavailable() async throws {
        try await LiveAPI.with { api in
            api.store.weather = .away
            api.carrier.health = .unhealthy(reason: "down")
            let answer = try await api.create(#"{"user_id":"a","delay":"1m"}"#)
            #expect(answer.status == 503)
            #expect(answer.headers["Retry-After"] == "1")
        }
    }

    @Test("thousands of mutated bodies never bring a 500, and what is refused is not stored")
    func fuzz() async throws {
        try await LiveAPI.with { api in
            var generator = FuzzGenerator(seed: 42)
            let seeds =
                Self.bad.map(\.0).filter { $0.utf8.count < 400 } + [
                    #"{"id":"x","user_id":"ada","delay":"5m","tags":["a"],"data":{"a":[1,null,"é"]}}"#
                ]
            var accepted: Set<String> = []
            for _ in 0..<3000 {
                let body = generator.mutated(seeds)
                let answer = try await api.call(.post, "/v1/reminders", bytes: body)
                #expect(answer.status < 500, "\(String(decoding: body, as: UTF8.self)): \(answer.text)")
                if answer.status == 201, let id = answer.json["id"]?.string { accepted.insert(id) }
            }
            #expect(try await api.stored == accepted.count)
        }
    }
}
