import Foundation
import Testing

@testable import Curl

@Suite("Mail: the message")
struct MailMessageTests {
    static func message(_ subject: String, text: String = "Hello", fromName: String? = nil) throws -> MailMessage {
        MailMessage(
            from: try #require(EmailAddress("punctual@example.org")),
            fromName: fromName,
            to: try #require(EmailAddress("mum@example.org")),
            subject: subject,
            text: text,
            html: "<p>\(text)</p>",
            messageID: "r1.1",
            date: 1_795_529_133_137
        )
    }

    private func lines(_ message: MailMessage) -> [String] {
        String(decoding: message.rfc5322, as: UTF8.self).components(separatedBy: "\r\n")
    }

    @Test("headers: date, addresses, a Message-ID made of ours, MIME")
    func headers() throws {
        let lines = lines(try Self.message("Call mum"))
        #expect(lines.starts(with: ["Date: Tue, 24 Nov 2026 14:05:33 +0000", "From: punctual@example.org", "To: mum@example.org"]))
        #expect(lines.contains("Message-ID: <r1.1@example.org>"))
        #expect(lines.contains("Subject: Call mum"))
        #expect(lines.contains("MIME-Version: 1.0"))
    }

    @Test(
        "no subject smuggles in a header or ends the head",
        arguments: [
            "a\r\nBcc: x@example.org", "a\nBcc: x@example.org", "a\rBcc: x", "a\r\n\r\nbody", "a\u{2028}Bcc: x", "a\u{85}Bcc: x", "a\0b",
        ]
    )
    func injection(_ subject: String) throws {
        let text = String(decoding: try Self.message(subject).rfc5322, as: UTF8.self)
        let head = text.components(separatedBy: "\r\n\r\n")[0]
        let names = head.components(separatedBy: "\r\n").filter { !$0.hasPrefix(" ") }.map { $0.prefix { $0 != ":" } }
        #expect(names == ["Date", "From", "To", "Message-ID", "Subject", "MIME-Version", "Auto-Submitted", "Content-Type"])
        // As characters, CR LF is one; as bytes none stands alone.
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() where byte == 10 || byte == 13 {
            #expect(byte == 10 ? bytes[index - 1] == 13 : bytes[index + 1] == 10)
        }
    }

    @Test("a name with line breaks or quotes is only ever an encoded word")
    func name() throws {
        let line = try #require(lines(try Self.message("x", fromName: "Ann \"\r\nBcc: x")).first { $0.hasPrefix("From") })
        #expect(line.hasPrefix("From: =?UTF-8?B?") && line.hasSuffix("?= <punctual@example.org>"))
    }

    @Test(
        "a subject that is not short and plain is sent in encoded words of 75 characters at most, and comes out the same",
        arguments: [
            "Mama anrufen: Grüße!", String(repeating: "€uro ", count: 51), String(repeating: "x", count: 255), "👨‍👩‍👧‍👦 family", "=?fake?=",
        ]
    )
    func encodedWords(_ subject: String) throws {
        let all = lines(try Self.message(subject))
        let start = try #require(all.firstIndex { $0.hasPrefix("Subject: ") })
        let rest = all[(start + 1)...].prefix { $0.hasPrefix(" ") }
        let words = ([String(all[start].dropFirst(9))] + rest.map { String($0.dropFirst()) })
        #expect(words.allSatisfy { $0.utf8.count <= 75 && $0.hasPrefix("=?UTF-8?B?") && $0.hasSuffix("?=") })
        let decoded = words.map { word in
            // Each word is whole characters by itself.
            String(validating: Data(base64Encoded: String(word.dropFirst(10).dropLast(2))) ?? Data(), as: UTF8.self) ?? "?"
        }
        #expect(decoded.joined() == subject.trimmingCharacters(in: .whitespaces))
    }

    @Test("lines are short, whatever the text is")
    func lineLength() throws {
        let all = lines(try Self.message(String(repeating: "ü", count: 255), text: String(repeating: "long\r\n.\n", count: 2_000)))
        #expect(all.allSatisfy { $0.utf8.count <= 76 })
    }

    @Test(
        "addresses with anything that could end a command, a header or a list are none",
        arguments: [
            "", "a", "a@", "@b", "a@b@c", "a b@c.org", "a@b c", "a\r\nRCPT TO:<x@y>@c.org", "a@c.org\n", "a@c.org, b@c.org", "<a@c.org>",
            "\"a b\"@c.org",
            "a..b@c.org", ".a@c.org", "a.@c.org", "a@-c.org", "a@c-.org", "a@c..org", "a@[127.0.0.1]", "ü@c.org", "a@ü.org",
            String(repeating: "a", count: 65) + "@c.org",
        ]
    )
    func badAddress(_ text: String) {
        #expect(EmailAddress(text) == nil)
    }

    @Test(
        "ordinary addresses are addresses",
        arguments: ["a@b", "first.last+tag@mail.example.org", "o'neil@xn--bcher-kva.example", "1@2.3"]
    )
    func goodAddress(_ text: String) {
        #expect(EmailAddress(text)?.text == text)
    }
}
