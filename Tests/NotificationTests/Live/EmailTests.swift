import Curl
import RemindersTestKit
import Testing

@testable import Notification

@Suite("E-mail", .enabled(if: MailServer.isToBeTested, "\(MailServer.absence)"))
struct EmailTests {
    private func channel(_ server: MailServer, deadline: Duration = .seconds(20)) throws -> EmailChannel {
        let client = SMTPClient(try #require(SMTPServer(url: "smtp://127.0.0.1:\(server.port)")))
        let sender = EmailChannel.Sender(client: client, from: try #require(EmailAddress("punctual@example.org")))
        return EmailChannel(sender: sender, deadline: deadline, now: { Rig.start })
    }

    private func telling(_ address: String, title: String = "Call mum") -> Telling {
        Samples.telling(Preferences(timeZone: "Europe/Berlin", channels: [.email], email: address), title: title)
    }

    @Test("a mail says what and when, with links, in both forms; its Message-ID is that of the event each time")
    func arrives() async throws {
        try await MailServer.with { server in
            let channel = try channel(server)
            let telling = telling("ann@example.org", title: "Buy <b>milk</b> & \"eggs\"")
            #expect(await channel.tell(telling) == .delivered)
            #expect(await channel.tell(telling) == .delivered)
            let mails = server.mails
            #expect(mails.count == 2 && mails[0].to == ["ann@example.org"])
            #expect(mails[0].header("Message-ID") == "<punctual.\(telling.notice.token)@example.org>")
            #expect(mails[0].header("Message-ID") == mails[1].header("Message-ID"))
            #expect(mails[0].header("Subject") == "Buy <b>milk</b> & \"eggs\"")
            let (text, html) = (mails[0].parts[0], mails[0].parts[1])
            #expect(text.contains("Reminder for 2027-01-15 09:00 (Europe/Berlin)."))
            let links = [try #require(telling.links.done), try #require(telling.links.snooze)]
            for link in links { #expect(text.contains(link) && html.contains("href=\"\(link)\"")) }
            #expect(html.contains("<h1>Buy &lt;b&gt;milk&lt;/b&gt; &amp; &quot;eggs&quot;</h1>"))
        }
    }

    @Test("refused for good, for now, and uncertain")
    func outcomes() async throws {
        try await MailServer.with { server in
            let channel = try channel(server, deadline: .seconds(1))
            #expect(await channel.tell(telling("refused@example.org")).label == "refused")
            guard case .failed(_, _, false) = await channel.tell(telling("later@example.org")) else {
                Issue.record("a failure without an effect was expected")
                return
            }
            guard case .failed(_, _, true) = await channel.tell(telling("silent@example.org")) else {
                Issue.record("an uncertain failure was expected")
                return
            }
            #expect(await channel.tell(telling("not an address")).label == "not_set")
        }
    }

    @Test("a title cannot add a header or a recipient")
    func injection() async throws {
        try await MailServer.with { server in
            let title = "x\r\nBcc: eve@example.org\r\n\r\n<script>"
            #expect(await (try channel(server)).tell(telling("ann@example.org", title: title)) == .delivered)
            let mail = try #require(server.mails.first)
            #expect(mail.to == ["ann@example.org"] && mail.header("Bcc") == nil)
            #expect(mail.header("Subject") == "x Bcc: eve@example.org <script>")
            #expect(!mail.parts[1].contains("<script>"))
        }
    }
}
