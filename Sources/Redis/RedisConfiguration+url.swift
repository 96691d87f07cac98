extension RedisConfiguration {
    /// Reads `redis://[[user]:password@]host[:port][/database]` or `unix://[[user]:password@]/path[?db=database]`. User and
    /// password may be percent-encoded.
    ///
    /// - Throws: ``RedisError`` with code `invalidURL`; its message never shows the password.
    public init(url: String) throws(RedisError) {
        let scheme = url.prefix { $0 != ":" }.lowercased()
        guard ["redis", "unix", "redis+unix"].contains(scheme), url.dropFirst(scheme.count).hasPrefix("://") else {
            throw Self.invalid("it has to begin with redis:// or unix://")
        }
        var rest = url.dropFirst(scheme.count + 3)
        var (username, password): (String?, String?)
        if let at = rest.prefix(while: { $0 != "/" || scheme != "redis" }).lastIndex(of: "@") {
            let parts = rest[..<at].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let user = Self.decoded(parts[0]), let secret = Self.decoded(parts[1]) else {
                throw Self.invalid("what stands before @ has to be user:password or :password")
            }
            username = user.isEmpty || user == "default" ? nil : user
            password = secret.isEmpty ? nil : secret
            rest = rest[rest.index(after: at)...]
        }
        if scheme == "redis" {
            self.init(try Self.address(rest.prefix { $0 != "/" }))
            let path = rest.drop { $0 != "/" }.dropFirst()
            database = try path.isEmpty ? 0 : Self.database(path)
        } else {
            let path = rest.prefix { $0 != "?" }
            guard path.hasPrefix("/") else { throw Self.invalid("a unix socket needs an absolute path") }
            self.init(.unixSocket(String(path)))
            let query = rest.drop { $0 != "?" }.dropFirst()
            guard query.isEmpty || query.hasPrefix("db=") else { throw Self.invalid("the only parameter is db") }
            database = try query.isEmpty ? 0 : Self.database(query.dropFirst(3))
        }
        self.username = username
        self.password = password
    }

    /// `host`, `host:port` or `[v6]:port`.
    private static func address(_ text: Substring) throws(RedisError) -> Address {
        let hasPort = text.last != "]" && text.contains(":")
        let portText = hasPort ? text[text.index(after: text.lastIndex(of: ":") ?? text.startIndex)...] : "6379"
        var host = hasPort ? text.prefix(upTo: text.lastIndex(of: ":") ?? text.startIndex) : text
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        guard let port = Int(portText), (1...65_535).contains(port) else { throw invalid("\"\(portText)\" is no port") }
        guard !host.isEmpty else { throw invalid("there is no host") }
        return .tcp(host: String(host), port: port)
    }

    private static func database(_ text: Substring) throws(RedisError) -> Int {
        guard let number = Int(text), number >= 0 else { throw invalid("\"\(text)\" is no database number") }
        return number
    }

    private static func decoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var iterator = text.utf8.makeIterator()
        while let byte = iterator.next() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = iterator.next(), let low = iterator.next(),
                let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func invalid(_ why: String) -> RedisError {
        RedisError(.invalidURL, "not the URL of a Redis: \(why)")
    }
}
