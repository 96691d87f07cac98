/// The server that takes our mail.
public struct SMTPServer: Sendable, Hashable {
    /// When the connection is to be encrypted by STARTTLS (RFC 3207). With `smtps` it is from the start.
    public enum Encryption: String, Sendable, Hashable, CaseIterable {
        /// Never.
        case off
        /// When the server offers it. Who can change what passes by can take the offer away.
        case opportunistic
        /// Or else nothing is sent, the password included.
        case required
    }

    public var isTLSFromStart: Bool
    public var host: String
    public var port: Int
    public var user: String?
    public var password: String?
    public var encryption: Encryption

    /// Reads `smtp://[user:password@]host[:port][?tls=off|opportunistic|required]`, or the same with `smtps`.
    ///
    /// Without a port it is 587 (submission, RFC 6409), or 465 for `smtps`. Without `tls`, encryption is required when there is a password and
    /// the server is another machine, and otherwise opportunistic.
    ///
    /// - Returns: nil for anything else.
    public init?(url: String) {
        guard let scheme = url.range(where: "://"), url[..<scheme.lowerBound] == "smtp" || url[..<scheme.lowerBound] == "smtps" else {
            return nil
        }
        isTLSFromStart = url.hasPrefix("smtps")
        var rest = url[scheme.upperBound...]
        var query = Substring()
        if let mark = rest.firstIndex(of: "?") {
            query = rest[mark...].dropFirst()
            rest = rest[..<mark]
        }
        if rest.hasSuffix("/") { rest.removeLast() }
        if let at = rest.lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(parts[0]), let word = Self.decoded(parts.count > 1 ? parts[1] : "") else { return nil }
            (user, password) = (name, word)
            rest = rest[rest.index(after: at)...]
        }
        guard let (host, port) = Self.hostAndPort(rest) else { return nil }
        self.host = host
        self.port = port ?? (isTLSFromStart ? 465 : 587)
        let isLocal = host == "localhost" || host == "[::1]" || host.hasPrefix("127.")
        encryption = user != nil && !isLocal ? .required : .opportunistic
        if !query.isEmpty {
            guard query.hasPrefix("tls="), let chosen = Encryption(rawValue: String(query.dropFirst(4))) else { return nil }
            encryption = chosen
        }
    }

    /// For curl, and for people: without user and password.
    var url: String { "\(isTLSFromStart ? "smtps" : "smtp")://\(host):\(port)" }

    private static func hostAndPort(_ text: Substring) -> (String, Int?)? {
        var host = text
        var port: Int?
        if let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") {
            host = text[..<colon]
            guard let number = Int(text[text.index(after: colon)...]), (1...65_535).contains(number) else { return nil }
            port = number
        }
        let isName = !host.isEmpty && host.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"/?#@\\\"".utf8.contains($0) }
        return isName ? (String(host), port) : nil
    }

    /// Percent-decoded; nil when that is not possible, or gives a character that would end a line.
    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(String(Substring(rest.prefix(2))), radix: 16), rest.count >= 2 else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let text = String(validating: bytes, as: UTF8.self), bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
        return text
    }
}

extension String {
    fileprivate func range(where separator: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(separator) { return start..<index(start, offsetBy: separator.count) }
            start = index(after: start)
        }
        return nil
    }
}
