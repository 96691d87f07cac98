import Curl
import Dapr
import ReminderClient
import Reminders
import RemindersTestKit
import ServiceKit
import Testing

@testable import Notification

@Suite("Links in messages")
struct LinkTests {
    private func path(_ action: LinkToken.Action, task: String? = "1") throws -> String {
        let links = LiveAPI.linkSigner.links(Samples.notice(task: task))
        let url = try #require(action == .snooze ? links.snooze : links.done)
        return String(url.dropFirst("https://punctual.example".count))
    }

    private func page(_ live: LiveAPI, _ method: CurlMethod, _ path: String, _ body: String = "") async throws -> LiveAPI.Answer {
        try await live.call(method, path, body, user: nil)
    }

    @Test("looking at a link does nothing, however often; posting does it once")
    func snooze() async throws {
        try await LiveAPI.with { live in
            await live.rig.bring(live.rig.fired())
            let path = try path(.snooze)
            for _ in 0..<3 {
                let look = try await page(live, .get, path)
                #expect(look.status == 200 && look.text.contains("<form method=\"post\">"))
                #expect(look.headers["Referrer-Policy"] == "no-referrer" && look.headers["Cache-Control"] == "no-store")
                #expect(look.headers["Content-Security-Policy"]?.contains("default-src 'none'") == true)
            }
            #expect(try await page(live, .head, path).status == 200)
            #expect(live.engine.snoozes.isEmpty)
            let first = try await page(live, .post, path, "delay=1h")
            #expect(first.status == 200 && first.text.contains("1 hour"))
            #expect(try await page(live, .post, path, "delay=10m").status == 410)
            #expect(live.engine.snoozes == ["task-1 1h 1"])
            #expect(try await live.rig.inbox.get("ann").unread == 0)
        }
    }

    @Test("sixteen at once: it is done once")
    func concurrent() async throws {
        try await LiveAPI.with { live in
            let path = try path(.done)
            let statuses = try await withThrowingTaskGroup { group in
                for _ in 0..<16 { group.addTask { try await page(live, .post, path).status } }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            #expect(statuses.count { $0 == 200 } == 1)
            #expect(statuses.allSatisfy { [200, 410, 503].contains($0) })
            #expect(live.completed == ["ann 1"])
        }
    }

    @Test("what is not one of the delays means the first one")
    func delays() async throws {
        let snooze = try path(.snooze)
        try await LiveAPI.with { live in
            let answer = try await page(live, .post, snooze, "delay=100000h&x=y")
            #expect(answer.status == 200)
            #expect(live.engine.snoozes == ["task-1 10m 1"])
        }
    }

    @Test("a link can be tried again when it came to nothing, and not when its reminder has moved on")
    func failures() async throws {
        let (snooze, done) = (try path(.snooze), try path(.done))
        try await LiveAPI.with { live in
            live.engine.fail(ReminderClientError(.unreachable, "away"))
            let failed = try await page(live, .post, snooze)
            #expect(failed.status == 503)
            live.engine.fail(nil)
            #expect(try await page(live, .post, snooze).status == 200)
            live.completion(.failed(reason: "away"))
            #expect(try await page(live, .post, done).status == 503)
            live.completion(.gone)
            #expect(try await page(live, .post, done).status == 410)
        }
        try await LiveAPI.with { live in
            live.engine.fail(ReminderClientError(.generationMismatch, "it is of generation 2"))
            let answer = try await page(live, .post, snooze)
            #expect(answer.status == 410 && answer.text.contains("changed"))
        }
    }

    @Test("the state store is away: nothing is done")
    func storeDown() async throws {
        let done = try path(.done)
        try await LiveAPI.with { live in
            live.rig.state.fail { _ in DaprError(.unavailable, "away") }
            let answer = try await page(live, .post, done)
            #expect(answer.status == 503)
            #expect(live.completed.isEmpty)
            live.rig.state.fail(nil)
        }
    }

    @Test("links expire after a week; changed, cut or foreign ones do not work")
    func expiryAndForgery() async throws {
        try await LiveAPI.with { live in
            let path = try path(.done)
            let foreign = LinkSigner(secret: Secret("another secret of thirty-two bytes"), publicURL: "").links(Samples.notice()).done ?? ""
            let changed = path.replacing("links/e", with: "links/f")
            for bad in [String(path.dropLast()), path + "A", changed, foreign, "/links/x", "/links/.", "/links/a.b"] {
                #expect(try await page(live, .get, bad).status == 404, "\(bad)")
                #expect(try await page(live, .post, bad).status == 404)
            }
            live.rig.clock.advance(by: .seconds(7 * 86_400))
            #expect(try await page(live, .get, path).status == 410)
            #expect(try await page(live, .post, path).status == 410)
            #expect(live.completed.isEmpty)
        }
    }

    @Test("without a task there is nothing to be done, only to be snoozed")
    func withoutTask() {
        let links = LiveAPI.linkSigner.links(Samples.notice(task: nil))
        #expect(links.done == nil && links.snooze != nil)
    }

    @Test("a token means what it says, and nothing else")
    func tokens() throws {
        let token = try #require(LinkToken(.snooze, Samples.notice(), lifetime: .seconds(60)))
        let text = LiveAPI.linkSigner.text(token)
        let now = Rig.start.milliseconds / 1_000
        #expect(try LiveAPI.linkSigner.token(text, now: now + 59) == token)
        #expect(throws: LinkSigner.Failure.expired) { try LiveAPI.linkSigner.token(text, now: now + 60) }
        #expect(throws: LinkSigner.Failure.invalid) { try LiveAPI.linkSigner.token(text + "=", now: now) }
    }
}
