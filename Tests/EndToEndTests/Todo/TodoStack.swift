import Curl
import JSON
import LocalProcess
import Logging
import Testing

/// The whole system as `punctual dev` runs it, in a process of its own, with a webhook receiver and a mail server beside it.
struct TodoStack: Sendable {
    enum Service: String, Sendable, CaseIterable {
        case chat, notification, recurring, audit
    }

    struct Answer: Sendable {
        let status: Int
        let json: JSONValue
        let text: String
    }

    let ports: [Service: Int]
    let enginePort: Int
    let webhook: WebhookReceiver
    let mail: MailServer?
    let dev: ChildProcess
    private let token: String
    private let http: CurlClient

    static func with(jobs: Bool = true, _ body: @Sendable (TodoStack) async throws -> Void) async throws {
        try await TemporaryDirectory.with(prefix: "punctual-todo-") { folder in
            let webhook = try await WebhookReceiver.start()
            defer { webhook.stop() }
            let mail = try await MailServer.start(in: folder.path)
            defer { mail?.stop() }
            let stack = try await TodoStack(folder.path, jobs: jobs, webhook: webhook, mail: mail)
            do { try await body(stack) } catch {
                await stack.stop()
                throw error
            }
            await stack.stop()
        }
    }

    private init(_ folder: String, jobs: Bool, webhook: WebhookReceiver, mail: MailServer?) async throws {
        self.webhook = webhook
        self.mail = mail
        enginePort = try FreePort.next()
        var ports: [Service: Int] = [:]
        var arguments = ["dev", "--no-sample", "--port", String(enginePort), "--data-dir", folder + "/data"]
        for service in Service.allCases {
            let port = try FreePort.next()
            ports[service] = port
            arguments += ["--\(service.rawValue)-port", String(port)]
        }
        self.ports = ports
        if !jobs { arguments.append("--no-jobs") }
        var environment = ["PUNCTUAL_WEBHOOK_ALLOW_PRIVATE": "true", "PATH": "/usr/local/bin:/usr/bin:/bin", "TMPDIR": folder]
        if let mail {
            environment["PUNCTUAL_SMTP_URL"] = "smtp://127.0.0.1:\(mail.port)"
            environment["PUNCTUAL_SMTP_FROM"] = "punctual@example.com"
        }
        dev = try ChildProcess.start(
            ProcessLaunch(try Binary.path(), arguments: arguments, environment: environment, logFile: folder + "/dev.log")
        )
        http = CurlClient(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        token = try await Self.token(from: dev)
        for service in Service.allCases {
            try await eventually("\(service) is ready") { try await $0.call(service, .get, "/readyz").status == 200 }
        }
        if jobs {
            try await eventually("Jobs is trusted") { stack in
                try await stack.send(.get, "http://127.0.0.1:\(stack.enginePort)/v1/mode").json["effective"]?.string == "jobs"
            }
        }
    }

    /// What `punctual dev` prints for signing in.
    private static func token(from dev: ChildProcess) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline, dev.isRunning {
            if let found = dev.logTail(bytes: 20_000).firstMatch(of: /#token=([A-Za-z0-9._-]+)/) { return String(found.1) }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("no token within a minute: \(dev.logTail())")
        throw CancellationError()
    }

    private func stop() async {
        dev.terminate()
        _ = try? await dev.waitUntilExit(deadline: .seconds(20))
        dev.kill()
        await http.shutdown()
    }
}

extension TodoStack {
    /// Calls a service as the signed-in user.
    func call(_ service: Service, _ method: CurlMethod, _ path: String, _ body: JSONValue? = nil) async throws -> Answer {
        try await send(method, "http://127.0.0.1:\(ports[service] ?? 0)\(path)", body)
    }

    func send(_ method: CurlMethod, _ url: String, _ body: JSONValue? = nil) async throws -> Answer {
        var headers = [(name: "Authorization", value: "Bearer \(token)")]
        if body != nil { headers.append(("Content-Type", "application/json")) }
        let encoded = body.map { JSONWriter.encode($0) } ?? []
        let answer = try await http.send(CurlRequest(method, url, headers: headers, body: encoded, deadline: .seconds(120)))
        let json = (try? JSONValue(parsing: answer.body)) ?? .null
        return Answer(status: answer.status, json: json, text: String(decoding: answer.body, as: UTF8.self))
    }

    /// Says something in the chat; the answer's text.
    @discardableResult
    func say(_ message: String, as user: String) async throws -> String {
        let answer = try await call(.chat, .post, "/api/\(user)/chat", ["message": .string(message)])
        try #require(answer.status == 200, "\(answer.text)")
        return answer.json["message"]?.string ?? ""
    }

    func eventually(
        _ what: String,
        within limit: Duration = .seconds(30),
        sourceLocation: SourceLocation = #_sourceLocation,
        _ condition: @Sendable (TodoStack) async throws -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + limit
        while ContinuousClock.now < deadline {
            if let holds = try? await condition(self), holds { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("not within \(limit): \(what)\n\(dev.logTail(bytes: 3_000))", sourceLocation: sourceLocation)
        throw CancellationError()
    }
}
