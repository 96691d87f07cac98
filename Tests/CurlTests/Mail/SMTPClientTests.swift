import Curl
import Foundation
import RemindersTestKit
import Testing

@Suite("Mail: sending", .enabled(if: MailServer.isToBeTested, "\(MailServer.absence)"))
struct SMTPClientTests {
    private func client(_ server: MailServer, login: String = "", encryption: String = "") throws -> SMTPClient {
        SMTPClient(try #require(SMTPServer(url: "smtp://\(login)127.0.0.1:\(server.port)\(encryption)")))
    }

    private func mail(to recipient: String, subject: String = "Call mum") throws -> MailMessage {
        var message = try MailMessageTests.message(subject, text: "It is time.\n.\nTo call mum: 💐")
        message.to = try #require(EmailAddress("\(recipient)@example.org"))
        return message
    }

    private func smtpError(_ client: SMTPClient, _ mail: MailMessage, deadline: Duration = .seconds(20)) async throws -> SMTPError {
        do throws(SMTPError) {
            try await client.send(mail, deadline: deadline)
        } catch {
            return error
        }
        return try #require(nil as SMTPError?, "no error was thrown")
    }

    @Test("a mail arrives as it was written")
    func arrives() async throws {
        try await MailServer.with { server in
            try await client(server).send(try mail(to: "mum", subject: "Grüße, 10:00\r\nBcc: x@example.org"), deadline: .seconds(20))
            let mail = try #require(server.mails.first)
            #expect(mail.from == "punctual@example.org" && mail.to == ["mum@example.org"])
            #expect(mail.header("Bcc") == nil)
            #expect(mail.header("Message-ID") == "<r1.1@example.org>")
            let word = try #require(mail.header("Subject")?.dropFirst(10).dropLast(2))
            #expect(String(decoding: Data(base64Encoded: String(word)) ?? Data(), as: UTF8.self) == "Grüße, 10:00 Bcc: x@example.org")
            #expect(mail.parts == ["It is time.\r\n.\r\nTo call mum: 💐", "<p>It is time.\r\n.\r\nTo call mum: 💐</p>"])
            #expect(server.mails.count == 1)
        }
    }

    @Test("with user and password; a wrong one is told as such, and nothing is sent")
    func login() async throws {
        try await MailServer.with(login: ("ann", "s3cret")) { server in
            try await client(server, login: "ann:s3cret@").send(try mail(to: "mum"), deadline: .seconds(20))
            #expect(server.mails.map(\.user) == ["ann"])
            let wrong = try await smtpError(try client(server, login: "ann:wrong@"), try mail(to: "mum"))
            #expect(wrong.code == .notAuthenticated && !wrong.mayHaveBeenAccepted && wrong.isRetriable)
            #expect(server.mails.count == 1)
        }
    }

    @Test("refusals: for ever, for now, and after the whole mail; each certainly not accepted")
    func refusals() async throws {
        try await MailServer.with { server in
            let client = try client(server)
            let refused = try await smtpError(client, try mail(to: "refused"))
            #expect(refused.code == .rejected && refused.replyCode == 550 && !refused.isRetriable && !refused.mayHaveBeenAccepted)
            let later = try await smtpError(client, try mail(to: "later"))
            #expect(later.code == .deferred && later.replyCode == 451 && later.isRetriable && !later.mayHaveBeenAccepted)
            let full = try await smtpError(client, try mail(to: "full"))
            #expect(full.code == .rejected && full.replyCode == 552 && !full.isRetriable && !full.mayHaveBeenAccepted)
        }
    }

    @Test("no word on the whole mail: it may have been accepted")
    func uncertain() async throws {
        try await MailServer.with { server in
            let client = try client(server)
            let silent = try await smtpError(client, try mail(to: "silent"), deadline: .seconds(1))
            #expect(silent.code == .timedOut && silent.mayHaveBeenAccepted && silent.isRetriable)
            let dropped = try await smtpError(client, try mail(to: "dropped"))
            #expect(dropped.code == .unreachable && dropped.mayHaveBeenAccepted && dropped.isRetriable)
            // And so it was.
            #expect(server.mails.count == 2)
        }
    }

    @Test("nobody listens: unreachable, certainly not accepted")
    func unreachable() async throws {
        let client = SMTPClient(try #require(SMTPServer(url: "smtp://127.0.0.1:\(try closedPort())")))
        let error = try await smtpError(client, try mail(to: "mum"))
        #expect(error.code == .unreachable && !error.mayHaveBeenAccepted && error.isRetriable)
    }

    @Test("encryption that is required and not offered sends nothing")
    func noEncryption() async throws {
        try await MailServer.with { server in
            let error = try await smtpError(try client(server, encryption: "?tls=required"), try mail(to: "mum"))
            #expect(error.code == .tlsFailure && !error.mayHaveBeenAccepted)
            #expect(server.mails.isEmpty)
        }
    }

    @Test("a server that says nothing costs the deadline; nothing was sent")
    func hang() async throws {
        try await withRawServer({ $0.waitForHangUp() }) { server in
            let client = SMTPClient(try #require(SMTPServer(url: "smtp://127.0.0.1:\(server.port)")))
            let error = try await smtpError(client, try mail(to: "mum"), deadline: .milliseconds(200))
            #expect(error.code == .timedOut && !error.mayHaveBeenAccepted)
        }
    }

    @Test("cancelling ends the attempt")
    func cancelled() async throws {
        try await withRawServer({ $0.waitForHangUp() }) { server in
            let client = SMTPClient(try #require(SMTPServer(url: "smtp://127.0.0.1:\(server.port)")))
            let mail = try mail(to: "mum")
            let task = Task { () -> SMTPError? in
                do throws(SMTPError) {
                    try await client.send(mail, deadline: .seconds(60))
                    return nil
                } catch {
                    return error
                }
            }
            try await eventually("the attempt begins") { server.connections > 0 }
            task.cancel()
            let error = try #require(await task.value)
            #expect(error.code == .cancelled && !error.mayHaveBeenAccepted)
        }
    }

    @Test("a slow mail does not hold up the next one")
    func slow() async throws {
        try await MailServer.with { server in
            let client = try client(server)
            let (slow, quick) = (try mail(to: "slow"), try mail(to: "mum"))
            async let first: Void = client.send(slow, deadline: .seconds(30))
            try await client.send(quick, deadline: .seconds(30))
            try await client.send(quick, deadline: .seconds(30))
            #expect(server.mails.filter { $0.to == ["mum@example.org"] }.count == 2)
            try await first
            #expect(server.mails.count == 3)
        }
    }

    @Test("more mails than allowed at a time are turned away, and there is room again afterwards")
    func overload() async throws {
        try await withRawServer({ $0.waitForHangUp() }) { server in
            let client = SMTPClient(try #require(SMTPServer(url: "smtp://127.0.0.1:\(server.port)")), maxConcurrent: 1)
            let mail = try mail(to: "mum")
            async let first = smtpError(client, mail, deadline: .seconds(1))
            try await eventually("the first one is under way") { server.connections > 0 }
            #expect(try await smtpError(client, mail).code == .overloaded)
            #expect(try await first.code == .timedOut)
            try await eventually("there is room again") { server.connections == 1 }
        }
    }
}
