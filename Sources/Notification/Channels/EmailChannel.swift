import Curl
import Reminders

/// A mail by SMTP.
///
/// At least once: SMTP has no key by which a server could recognise a repeat. When the connection ends after the whole mail and before the
/// server's word on it, or this process does, it is sent again (as RFC 5321, section 4.5.4.1, has it), with the same Message-ID, by which many
/// servers and programs drop the second copy.
struct EmailChannel: Channel {
    struct Sender: Sendable {
        var client: SMTPClient
        var from: EmailAddress
    }

    /// Nil when there is no mail server.
    let sender: Sender?
    let deadline: Duration
    let now: @Sendable () -> Timestamp

    var name: ChannelName { .email }

    func tell(_ telling: Telling) async -> ChannelOutcome {
        guard let sender else { return .notSet(reason: "PUNCTUAL_SMTP_URL is not set") }
        guard let address = telling.preferences.email.flatMap({ EmailAddress($0) }) else {
            return .notSet(reason: "the user has no e-mail address")
        }
        do throws(SMTPError) {
            try await sender.client.send(Self.mail(telling, from: sender.from, to: address, now: now()), deadline: deadline)
            return .delivered
        } catch {
            guard error.isRetriable || error.code == .cancelled else { return .refused(reason: error.description) }
            return .failed(reason: error.description, mayHaveArrived: error.mayHaveBeenAccepted)
        }
    }

    static func mail(_ telling: Telling, from: EmailAddress, to: EmailAddress, now: Timestamp) -> MailMessage {
        let body = telling.notice.body(in: telling.preferences.zone)
        let links = [("Done", telling.links.done), ("Snooze", telling.links.snooze)].compactMap { name, url in url.map { (name, $0) } }
        let text = ["\(telling.notice.title)\n\n\(body)\n"] + links.map { "\($0.0): \($0.1)\n" }
        let anchors = links.map { "<a href=\"\(HTMLText.escaped($0.1))\">\($0.0)</a>" }
        let html = """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>\(HTMLText.escaped(telling.notice.title))</title>
            <h1>\(HTMLText.escaped(telling.notice.title))</h1><p>\(HTMLText.escaped(body))</p>\
            \(anchors.isEmpty ? "" : "<p>\(anchors.joined(separator: " &middot; "))</p>")</html>
            """
        return MailMessage(
            from: from,
            fromName: "Punctual",
            to: to,
            subject: telling.notice.title,
            text: text.joined(separator: "\n"),
            html: html,
            messageID: "punctual.\(telling.notice.token)",
            date: now.milliseconds
        )
    }
}
