import Curl
import JSON
import Reminders
import Testing

@Suite("Batches and listings over HTTP")
struct BatchAndListTests {
    @Test("a bad reminder of a batch never spoils its neighbours")
    func isolated() async throws {
        try await LiveAPI.with { api in
            let answer = try await api.call(
                .post,
                "/v1/reminders/batch",
                #"""
                {"reminders":[{"id":"a","user_id":"ada","delay":"1m"}, 7, {"id":"b","user_id":"ada","delay":"soon"}, {"id":"a","user_id":"ada","delay":"1m"},
                {"id":"a","user_id":"eve","delay":"1m"}, {"user_id":"ada","remind_at":"2020-01-01T00:00:00Z"}, {"id":"c","user_id":"ada","delay":"1m","data":{"x":[9007199254740993]}},
                {"id":"d","user_id":"ada","delay":"1m"}]}
                """#
            )
            #expect(answer.status == 200)
            let results = try #require(answer.json["results"]?.array)
            #expect(results.map { $0["status"]?.int } == [201, 422, 422, 200, 409, 422, 422, 201])
            let fields = results.map { $0["problem"]?["errors"]?.array?.compactMap { $0["field"]?.string } }
            #expect(fields[1] == ["reminders[1]"] && fields[2] == ["reminders[2].delay"] && fields[6] == ["reminders[6].data.x[0]"])
            #expect(results[7]["reminder"]?["id"]?.string == "d")
            #expect(try await api.stored == 2)
        }
    }

    @Test("a batch has a thousand at most, and says what is wrong with it as a whole")
    func whole() async throws {
        try await LiveAPI.with { api in
            func batch(_ body: String) async throws -> LiveAPI.Answer { try await api.call(.post, "/v1/reminders/batch", body) }
            func many(_ count: Int) -> String {
                "{\"reminders\":[" + (0..<count).map { #"{"id":"m\#($0)","user_id":"ada","delay":"1m"}"# }.joined(separator: ",") + "]}"
            }
            let tooMany = try await batch(many(1001))
            #expect(tooMany.fields == ["reminders"])
            #expect(try await api.stored == 0)
            #expect(try await batch(many(1000)).json["results"]?.array?.count == 1000)
            #expect(try await batch("{}").fields == ["reminders"])
            #expect(try await batch(#"{"reminders":{}}"#).fields == ["reminders"])
            #expect(try await batch(#"{"reminders":[],"x":1}"#).fields == ["x"])
            #expect(try await batch("[").status == 400)
            #expect(try await batch(#"{"reminders":[]}"#).json["results"] == [])
            #expect(try await batch(String(repeating: " ", count: 4 << 20) + "{}").status == 413)
        }
    }

    @Test("pages lead to the end, in order, without a gap")
    func paged() async throws {
        try await LiveAPI.with { api in
            for index in 0..<25 { _ = try await api.create(#"{"id":"p\#(index + 10)","user_id":"ada","delay":"\#(60 + index % 5)s"}"#) }
            var found: [String] = []
            var path = "/v1/reminders?user_id=ada&limit=4"
            for _ in 0..<20 {
                let page = try await api.call(.get, path).json
                found += page["reminders"]?.array?.compactMap { $0["id"]?.string } ?? []
                guard let next = page["next"]?.string else { break }
                path = "/v1/reminders?user_id=ada&limit=4&cursor=\(next)"
            }
            #expect(found.count == 25 && Set(found).count == 25)
        }
    }

    @Test("a listing is narrowed by every parameter")
    func narrowed() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"id":"a","user_id":"ada lovelace","task_id":"t","tags":["x y"],"delay":"1m"}"#)
            _ = try await api.create(#"{"id":"b","user_id":"bob","delay":"2m"}"#)
            func ids(_ query: String) async throws -> [String] {
                try await api.call(.get, "/v1/reminders?\(query)").json["reminders"]?.array?.compactMap { $0["id"]?.string } ?? []
            }
            #expect(try await ids("user_id=ada%20lovelace") == ["a"])
            #expect(try await ids("user_id=ada+lovelace&tag=x%20y&task_id=t&state=scheduled") == ["a"])
            #expect(try await ids("from=2027-01-15T08:01:30Z") == ["b"])
            #expect(try await ids("to=2027-01-15T09:02:00%2B01:00") == ["a"])
            #expect(try await ids("state=dead") == [])
            #expect(try await ids("") == ["a", "b"])
        }
    }

    @Test(
        "a wrong parameter is a 422 that names it",
        arguments: [
            ("limit=0", "limit"), ("limit=1001", "limit"), ("limit=x", "limit"), ("state=asleep", "state"), ("from=today", "from"),
            ("to=2027-01-15", "to"), ("cursor=!", "cursor"), ("cursor=", "cursor"), ("colour=red", "colour"),
            ("user_id=a&user_id=b", "user_id"),
            ("user_id=", "user_id"), ("tag=%zz", "tag"), ("user_id=%ff", "user_id"),
        ]
    )
    func wrongParameter(query: String, field: String) async throws {
        try await LiveAPI.with { api in
            let answer = try await api.call(.get, "/v1/reminders?\(query)")
            #expect(answer.status == 422)
            #expect(answer.fields == [field])
        }
    }
}
