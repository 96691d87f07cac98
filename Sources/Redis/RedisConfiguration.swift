/// Where Redis is and how to speak to it.
public struct RedisConfiguration: Sendable, Hashable {
    public enum Address: Sendable, Hashable {
        case tcp(host: String, port: Int)
        case unixSocket(String)
    }

    public var address: Address
    /// Of the ACL; nil for the default user.
    public var username: String?
    public var password: String?
    public var database = 0
    /// Connections, each with a thread of its own; commands are spread over them.
    public var connections = 1
    /// How long a command may take, waiting in line included. For blocking commands, longer than they block.
    public var commandDeadline: Duration = .seconds(2)
    public var connectDeadline: Duration = .seconds(1)
    /// Commands that may wait for one connection; further callers are held back until there is room.
    public var mailboxLimit = 10_000
    /// Between attempts to connect: doubles from the first to the longest, with jitter. Meanwhile commands fail at once.
    public var firstBackoff: Duration = .milliseconds(50)
    public var longestBackoff: Duration = .seconds(2)

    public init(_ address: Address) {
        self.address = address
    }

    public init(host: String = "127.0.0.1", port: Int = 6379) {
        self.init(.tcp(host: host, port: port))
    }
}
