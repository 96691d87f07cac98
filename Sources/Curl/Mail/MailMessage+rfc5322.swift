import Glibc

extension MailMessage {
    /// Stands in no body: base64 has neither `=_` nor a line that begins with `--`.
    private static let boundary = "=_punctual"

    /// The whole message as it goes over the wire: RFC 5322 with MIME (RFC 2045 to 2047), in lines of ASCII of at most 76 characters
    /// where it is ours to break them.
    public var rfc5322: [UInt8] {
        var lines = [
            "Date: \(Self.date(date))",
            "From: \(Self.mailbox(fromName, from))",
            "To: \(to)",
            "Message-ID: <\(messageID.filter(Self.isIDCharacter))@\(from.domain)>",
            "Subject: \(HeaderText.encoded(subject))",
            "MIME-Version: 1.0",
            // Keeps holiday answers from coming back (RFC 3834).
            "Auto-Submitted: auto-generated",
            "Content-Type: multipart/alternative; boundary=\"\(Self.boundary)\"",
            "",
        ]
        for (type, content) in [("plain", text), ("html", html)] {
            lines += ["--\(Self.boundary)", "Content-Type: text/\(type); charset=utf-8", "Content-Transfer-Encoding: base64", ""]
            lines += Self.base64Lines(Self.withNetworkLineEnds(content))
        }
        lines += ["--\(Self.boundary)--", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private static func mailbox(_ name: String?, _ address: EmailAddress) -> String {
        guard let name, !name.isEmpty else { return address.text }
        return "\(HeaderText.encodedWords(name)) <\(address)>"
    }

    private static func isIDCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || character == "." || character == "_" || character == "-")
    }

    private static func base64Lines(_ bytes: [UInt8]) -> [String] {
        stride(from: 0, to: bytes.count, by: 57).map { Base64.encode(bytes[$0..<min($0 + 57, bytes.count)]) }
    }

    /// CR LF at the end of each line, as texts have in mail (RFC 2045, section 6.8).
    private static func withNetworkLineEnds(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in text.utf8 where byte != UInt8(ascii: "\r") {
            if byte == UInt8(ascii: "\n") { bytes.append(UInt8(ascii: "\r")) }
            bytes.append(byte)
        }
        return bytes
    }

    /// RFC 5322, section 3.3, in UTC: `Tue, 24 Nov 2026 14:05:33 +0000`.
    private static func date(_ milliseconds: Int64) -> String {
        var seconds = time_t(milliseconds / 1_000)
        var parts = tm()
        gmtime_r(&seconds, &parts)
        func two(_ value: Int32) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let day = days[Int(parts.tm_wday) % 7]
        let month = months[Int(parts.tm_mon) % 12]
        let time = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
        return "\(day), \(parts.tm_mday) \(month) \(parts.tm_year + 1900) \(time) +0000"
    }
}
