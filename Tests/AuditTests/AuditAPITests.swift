import Curl
import Dapr
import JSON
import ServiceKit
import Testing

@testable import Audit

@Suite("The audit API", .timeLimit(.minutes(2)))
struct AuditAPITests {
    /// Entry ids of a page.
    static func ids(_ page: JSONValue) -> [String] { page["entries"]?.array?.compactMap { $0["event_id"]?.string } ?? [] }

    static func sent(_ user: String, _ numbers: ClosedRange<Int>, to audit: LiveAudit) async throws {
        for number in numbers {
            let content = Sample.content(
                number,
                user: user,
                type: number % 2 == 0 ? "task.updated" : "task.created",
                at: Sample.start + Int64(number) * 1_000
            )
            #expect(try await audit.deliver("/handle-event", content.delivery) == "SUCCESS")
        }
    }

    @Test("events of both topics become entries, each once, in the order of time")
    func recording() async throws {
        try await LiveAudit.with { audit in
            try await Self.sent("ada", 2...6, to: audit)
            var early = Sample.content(1, at: Sample.start)
            early.eventType = "reminder.triggered"
            for _ in 0..<3 { #expect(try await audit.deliver("/handle-reminder", early.delivery) == "SUCCESS") }
            let page = try await audit.get("/api/v1/audit-log", as: "ada").body
            #expect(Self.ids(page) == (1...6).map { Sample.content($0).eventID })
            #expect(page["total"]?.int == 6)
            #expect(page["next"] == .null)
            let entry = try #require(page["entries"]?[1])
            #expect(entry["task_id"]?.string == "t2")
            #expect(entry["payload"]?["task"]?["title"]?.string == "Käse & <b>")
            #expect(try await audit.deliver("/handle-event", Array("rubbish".utf8)) == "DROP")
            #expect(try await audit.deliver("/handle-event", early.delivery, token: "wrong") == "401")
        }
    }

    @Test("filters, alone and together; limits; pages that leave nothing out while the chain grows")
    func querying() async throws {
        try await LiveAudit.with { audit in
            try await Self.sent("ada", 1...12, to: audit)
            func ids(_ query: String) async throws -> [String] {
                Self.ids(try await audit.get("/api/v1/audit-log?\(query)", as: "ada").body)
            }
            let all = (1...12).map { Sample.content($0).eventID }
            #expect(try await ids("task_id=t1") == [0, 3, 6, 9].map { all[$0] })
            #expect(try await ids("event_type=task.created") == [0, 2, 4, 6, 8, 10].map { all[$0] })
            #expect(try await ids("event_type=task.created&task_id=t1") == [0, 6].map { all[$0] })
            let from = UTCTimestamp.string(milliseconds: Sample.start + 3_000)
            let to = UTCTimestamp.string(milliseconds: Sample.start + 6_000)
            #expect(try await ids("from=\(from)&to=\(to)") == Array(all[2..<5]))
            var found: [String] = []
            var cursor = ""
            repeat {
                let page = try await audit.get("/api/v1/audit-log?limit=5\(cursor)", as: "ada").body
                found += Self.ids(page)
                cursor = page["next"]?.string.map { "&cursor=\($0)" } ?? ""
                if found.count == 5 { try await Self.sent("ada", 13...14, to: audit) }
            } while !cursor.isEmpty
            #expect(found == (1...14).map { Sample.content($0).eventID })
        }
    }

    @Test("wrong parameters are named")
    func wrongParameters() async throws {
        try await LiveAudit.with { audit in
            for query in [
                "limit=0", "limit=1001", "limit=x", "from=yesterday", "to=2026-01-01", "cursor=x", "colour=red", "user_id=",
                "limit=1&limit=2",
            ] {
                let (status, body) = try await audit.get("/api/v1/audit-log?\(query)", as: "ada", isOperator: true)
                #expect(status == 422, "\(query)")
                #expect(body["errors"]?[0]?["field"]?.string == String(query.prefix { $0 != "=" }), "\(query)")
            }
        }
    }

    @Test("users see their own entries, operators everybody's, strangers nothing")
    func authorisation() async throws {
        try await LiveAudit.with { audit in
            try await Self.sent("ada", 1...2, to: audit)
            try await Self.sent("bob|x", 3...4, to: audit)
            #expect(Self.ids(try await audit.get("/api/v1/audit-log", as: "ada").body).count == 2)
            #expect(Self.ids(try await audit.get("/api/v1/audit-log", as: "eve").body).isEmpty)
            for path in ["/api/v1/audit-log", "/api/v1/audit-log/verify", "/api/v1/audit-log/export"] {
                #expect(try await audit.status(path) == 401)
                #expect(try await audit.get("\(path)?user_id=ada", as: "bob|x").status == 403)
            }
            #expect(try await audit.get("/api/v1/dead-letters", as: "ada").status == 403)
            let all = try await audit.get("/api/v1/audit-log", as: "root", isOperator: true).body
            #expect(Self.ids(all) == (1...4).map { Sample.content($0).eventID })
            let bobs = try await audit.get("/api/v1/audit-log?user_id=bob%7Cx", as: "root", isOperator: true).body
            #expect(bobs["total"]?.int == 2)
        }
    }

    @Test("what dies stays visible to operators, also what nobody can read")
    func deadLetters() async throws {
        try await LiveAudit.with { audit in
            let event = Sample.content(1)
            #expect(try await audit.deliver("/handle-dead", event.delivery) == "SUCCESS")
            #expect(try await audit.deliver("/handle-dead", event.delivery) == "SUCCESS")
            #expect(try await audit.deliver("/handle-dead", Array(#"{"topic":"task-events","data":"rubbish"}"#.utf8)) == "SUCCESS")
            #expect(try await audit.deliver("/handle-dead", Array("no json".utf8)) == "SUCCESS")
            // Its life as an event is another matter.
            #expect(try await audit.deliver("/handle-event", event.delivery) == "SUCCESS")
            let page = try await audit.get("/api/v1/dead-letters", as: "root", isOperator: true).body
            #expect(page["total"]?.int == 3)
            #expect(
                page["entries"]?.array?.contains { $0["topic"]?.string == "task-events" && $0["event_type"]?.string == "unreadable" }
                    == true
            )
            #expect(page["entries"]?.array?.contains { $0["payload"]?["body"]?.string == "no json" } == true)
            #expect(try await audit.get("/api/v1/audit-log", as: "ada").body["total"]?.int == 1)
        }
    }

    @Test("verify says which entry was changed, removed or moved in the store")
    func verifying() async throws {
        try await LiveAudit.with { audit in
            try await Self.sent("ada", 1...10, to: audit)
            let key = "audit:user:ada:0"
            let whole = try #require(try await audit.state.get(key)).bytes
            func findings() async throws -> [String] {
                let (status, body) = try await audit.get("/api/v1/audit-log/verify", as: "ada")
                #expect(status == 200)
                let findings = body["chains"]?[0]?["findings"]?.array ?? []
                #expect(body["verified"]?.bool == findings.isEmpty)
                return findings.map { "\($0["kind"]?.string ?? "") \($0["sequence"]?.int ?? 0) \($0["event_id"]?.string ?? "")" }
            }
            #expect(try await findings() == [])
            let segment = try SealedSegment(json: whole)
            func put(_ change: (inout [AuditEntry]) -> Void) async throws {
                var damaged = segment
                change(&damaged.entries)
                try await audit.state.save(StateWrite(key, .init(damaged)))
            }
            try await put { $0[1].content.payload = ["task": ["id": "t2", "title": "other"]] }
            #expect(try await findings() == ["changed 2 t2:2:updated"])
            try await put { $0.remove(at: 2) }
            #expect(try await findings() == ["missing 3 "])
            try await put { $0.swapAt(0, 1) }
            #expect(try await findings() == ["reordered 1 t1:1:updated"])
            try await put { _ in }
            #expect(try await findings() == [])
            try await audit.state.delete(key, condition: .none)
            #expect(try await findings() == ["unreadable 0 ", "missing 1 "])
            try await audit.state.save(StateWrite(key, .init(unchecked: whole)))
            try await audit.state.delete("audit:user:ada:open", condition: .none)
            #expect(try await findings() == ["unreadable 0 "])
        }
    }
}
