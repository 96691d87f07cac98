import Crypto
import Curl
import Foundation
import JSON
import Reminders
import RemindersTestKit
import ServiceKit
import Testing

@testable import RemindersAPI

@Suite("Callbacks and operations over HTTP")
struct OperationsTests {
    static func job(_ reminder: Reminder, ledger: String? = "memory") -> String {
        String(decoding: JSONWriter.encode(JobPayload(Trigger(reminder: reminder, ledger: ledger.map { LedgerID($0) }))), as: UTF8.self)
    }

    @Test("a trigger fires its reminder once")
    func trigger() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"id":"a","user_id":"ada","delay":"1m"}"#)
            let reminder = try await api.engine.scheduler.reminder(try #require(ReminderID("a")))
            api.clock.advance(to: reminder.due)
            for _ in 0..<3 { #expect(try await api.call(.post, "/job/reminder-a", Self.job(reminder)).status == 200) }
            #expect(api.publisher.published.map(\.id) == ["a:1"])
        }
    }

    @Test("no callback is ever answered with 404, and none that can't be understood comes back")
    func neverNotFound() async throws {
        try await LiveAPI.with { api in
            for (path, body) in [
                ("/job/anything", "{}"), ("/job/reminder-x", "not json"), ("/job/reminder-x", ""), ("/job/reminder-x", "null"),
                ("/job/punctual-probe", "{}"), ("/job/reminder-b", #"{"id":"a"}"#),
            ] {
                #expect(try await api.call(.post, path, body).status == 200, "\(path) \(body)")
            }
            #expect(api.publisher.published.isEmpty)
            let metrics = try await api.call(.get, "/metrics").text
            #expect(metrics.contains("punctual_unknown_jobs_total 6"))
        }
    }

    @Test("whatever the path or method of a callback, the answer is not 404; a body without end is done with")
    func neverNotFoundAnywhere() async throws {
        try await LiveAPI.with { api in
            for path in ["/job", "/job/", "/job/a/b", "/job/a%2Fb", "/job/reminder-a", "/cron/sweep", "/cron/sweep/"] {
                for method in CurlMethod.allCases {
                    let status = try await api.call(method, path).status
                    #expect(status != 404 && status < 500, "\(method) \(path): \(status)")
                }
                if path.hasPrefix("/job") { #expect(try await api.call(.post, path, "{}").status == 200, "\(path)") }
            }
            let long = [UInt8](repeating: 0x20, count: EngineAPI.largestBatch + 1)
            #expect(try await api.call(.post, "/job/reminder-a", bytes: long).status == 200)
        }
    }

    @Test("a page of another origin changes nothing through somebody's browser")
    func crossSite() async throws {
        try await LiveAPI.with { api in
            for site in ["cross-site", "same-site"] {
                let headers = [(name: "Sec-Fetch-Site", value: site)]
                #expect(try await api.call(.post, "/v1/reminders", #"{"user_id":"a","delay":"1m"}"#, headers: headers).status == 403)
                #expect(try await api.call(.post, "/v1/dead/redrive", headers: headers).status == 403)
                #expect(try await api.call(.put, "/v1/mode", #"{"mode":"jobs"}"#, headers: headers).status == 403)
                #expect(try await api.call(.delete, "/v1/reminders/a", headers: headers).status == 403)
                // Links may lead here.
                #expect(try await api.call(.get, "/", headers: headers).status == 200)
            }
            let stored = try await api.stored
            #expect(stored == 0)
            for site in ["same-origin", "none"] {
                let body = #"{"user_id":"a","delay":"1m"}"#
                #expect(try await api.call(.post, "/v1/reminders", body, headers: [("Sec-Fetch-Site", site)]).status == 201)
            }
        }
    }

    @Test("only the page's own script and style may run: the policy names them by their hashes")
    func policy() async throws {
        try await LiveAPI.with { api in
            let page = try await api.call(.get, "/")
            let policy = try #require(page.headers["Content-Security-Policy"])
            #expect(!policy.contains("unsafe"))
            for (directive, tag) in [("script-src", "script"), ("style-src", "style")] {
                let start = try #require(page.text.firstRange(of: "<\(tag)>")?.upperBound)
                let end = try #require(page.text[start...].firstRange(of: "</\(tag)>")?.lowerBound)
                let digest = Data(SHA256.hash(data: Data(page.text[start..<end].utf8))).base64EncodedString()
                #expect(policy.contains("\(directive) 'sha256-\(digest)'"))
                // One of each, and nothing inline anywhere else.
                #expect(page.text.ranges(of: "<\(tag)").count == 1)
            }
            #expect(page.text.firstMatch(of: #/\s(style|on\w+)=/#) == nil)
        }
    }

    @Test("a job under another reminder's name does nothing")
    func forgedName() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"id":"a","user_id":"ada","delay":"1m"}"#)
            let reminder = try await api.engine.scheduler.reminder(try #require(ReminderID("a")))
            api.clock.advance(to: reminder.due)
            #expect(try await api.call(.post, "/job/reminder-b", Self.job(reminder)).status == 200)
            #expect(
                try await api.call(.post, "/job/reminder-a", Self.job(reminder), headers: [("dapr-caller-app-id", "eve")]).status == 403
            )
            #expect(api.publisher.published.isEmpty)
        }
    }

    @Test("a trigger that can be neither published nor kept is to come again")
    func tryAgain() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"id":"a","user_id":"ada","delay":"1m"}"#)
            let reminder = try await api.engine.scheduler.reminder(try #require(ReminderID("a")))
            api.clock.advance(to: reminder.due)
            api.store.weather = .away
            api.publisher.answer { _ in .failed(PublishFailure(.unavailable, "broker away")) }
            #expect(try await api.call(.post, "/job/reminder-a", Self.job(reminder)).status == 503)
            api.publisher.answer { _ in .published }
            #expect(try await api.call(.post, "/job/reminder-a", Self.job(reminder)).status == 200)
            #expect(api.publisher.published.map(\.id) == ["a:1"])
        }
    }

    @Test("a tick sweeps, and OPTIONS binds")
    func tick() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"id":"a","user_id":"ada","delay":"1s"}"#)
            api.clock.advance(by: .seconds(1))
            #expect(try await api.call(.options, "/cron/sweep").status == 200)
            #expect(try await api.call(.post, "/cron/sweep", "").status == 200)
            let deadline = ContinuousClock.now + .seconds(5)
            while api.publisher.published.isEmpty, ContinuousClock.now < deadline { try await Task.sleep(for: .milliseconds(2)) }
            #expect(api.publisher.published.map(\.id) == ["a:1"])
            #expect(try await api.call(.get, "/v1/mode").json["last_tick"]?.string == "2027-01-15T08:00:01.000Z")
        }
    }

    @Test("callbacks need the app's token when there is one; the rest does not")
    func token() async throws {
        try await LiveAPI.with(token: "secret") { api in
            for path in ["/job/reminder-a", "/cron/sweep"] {
                #expect(try await api.call(.post, path, "{}").status == 401)
                #expect(try await api.call(.post, path, "{}", headers: [("dapr-api-token", "wrong")]).status == 401)
                #expect(try await api.call(.post, path, "{}", headers: [("dapr-api-token", "secret")]).status == 200)
            }
            let alive = try await api.call(.get, "/healthz")
            #expect(alive.status == 200)
            #expect(try await api.create(#"{"user_id":"a","delay":"1m"}"#).status == 201)
        }
    }

    @Test("the mode is shown with its reasons, and set")
    func mode() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"user_id":"a","delay":"1s"}"#)
            api.clock.advance(by: .seconds(3))
            let shown = try await api.call(.get, "/v1/mode").json
            #expect(shown["configured"]?.string == "auto" && shown["effective"]?.string == "jobs")
            #expect(shown["breaker"]?["state"]?.string == "closed" && shown["counts"]?["pending"]?.int == 1)
            #expect(shown["oldest_overdue_ms"]?.int == 2000)
            let set = try await api.call(.put, "/v1/mode", #"{"mode":"fallback"}"#)
            #expect(set.status == 200 && set.json["effective"]?.string == "fallback")
            #expect(try await api.ledger.mode() == .fallback)
            #expect(try await api.call(.put, "/v1/mode", #"{"mode":"sometimes"}"#).fields == ["mode"])
            api.store.weather = .away
            #expect(try await api.call(.get, "/v1/mode").json["counts"] == .null)
            #expect(try await api.call(.put, "/v1/mode", #"{"mode":"auto"}"#).status == 503)
        }
    }

    @Test("the dead are listed, and driven again")
    func dead() async throws {
        try await LiveAPI.with { api in
            _ = try await api.create(#"{"id":"a","user_id":"ada","delay":"1s"}"#)
            api.clock.advance(by: .seconds(1))
            let window = DueWindow(now: api.clock.now, jobsGrace: .zero, limit: 1, leaseEnds: api.clock.now + .seconds(5))
            let claim = try #require(try await api.ledger.claimDue(window).claims.first)
            var failed = claim.reminder
            failed.lastError = "too big"
            failed.attempts = 100
            _ = try await api.ledger.settle([Settlement(claim: claim, outcome: .dead, reminder: failed)], forgetAt: api.clock.now)
            let listed = try await api.call(.get, "/v1/dead").json["reminders"]?[0]
            #expect(listed?["last_error"]?.string == "too big" && listed?["attempts"]?.int == 100)
            #expect(try await api.call(.post, "/v1/dead/redrive", #"{"ids":["a","b"]}"#).json["redriven"]?.int == 1)
            #expect(try await api.call(.post, "/v1/dead/redrive").json["redriven"]?.int == 0)
            #expect(try await api.call(.post, "/v1/dead/redrive", #"{"user_id":"ada"}"#).status == 422)
        }
    }

    @Test("health, readiness by name, metrics, the page, and problems for what is not there")
    func operations() async throws {
        try await LiveAPI.with { api in
            let alive = try await api.call(.get, "/healthz")
            #expect(alive.status == 200)
            let gate = api.readiness.gate("ledger", reason: "Redis is away")
            let waiting = try await api.call(.get, "/readyz")
            #expect(waiting.status == 503 && waiting.text.contains("ledger") && waiting.text.contains("Redis is away"))
            gate.open()
            #expect(try await api.call(.get, "/readyz").status == 200)
            let metrics = try await api.call(.get, "/metrics").text
            for name in [
                "punctual_reminders_pending{carrier=\"jobs\"} 0", "punctual_reminders_dead 0", "punctual_breaker_open 0",
                "punctual_fallback_active 0",
                "punctual_mode{mode=\"auto\"} 1",
            ] {
                #expect(metrics.contains(name), "\(name)")
            }
            let page = try await api.call(.get, "/")
            #expect(page.headers["Content-Type"]?.hasPrefix("text/html") == true)
            #expect(page.headers["Content-Security-Policy"]?.contains("default-src 'none'") == true)
            // Nothing comes from anywhere else.
            #expect(!page.text.contains("http://") && !page.text.contains("https://"))
            let nothing = try await api.call(.get, "/v2/nothing")
            #expect(nothing.status == 404 && nothing.headers["Content-Type"] == "application/problem+json")
            let method = try await api.call(.delete, "/v1/mode")
            #expect(method.status == 405 && method.headers["Allow"]?.contains("PUT") == true)
        }
    }
}
