/// How a private redis-server is to run.
public struct RedisServerOptions: Sendable {
    public enum Persistence: Sendable {
        /// Nothing is written; the data goes with the process.
        case none
        /// The append-only file with `appendfsync everysec`: a crash of the process loses nothing, one of the machine
        /// at most the last second or so.
        case appendOnly
    }

    public var persistence: Persistence = .none
    /// Where the data lives. Nil is a temporary directory that `stop()` removes; a directory given here is created
    /// when missing and never removed.
    public var dataDirectory: String?
    /// A fixed port; nil takes a free one.
    public var port: Int?
    /// The password of the default user.
    public var password: String?
    /// Further settings, by their names in redis.conf: `["maxmemory-policy": "allkeys-lru"]`. An empty value is allowed.
    public var settings: [String: String] = [:]
    /// A path, or a name to be found in `PATH`.
    public var executable = "redis-server"
    /// How long it may take to answer the first PING; loading a big append-only file takes its time.
    public var startDeadline: Duration = .seconds(20)
    /// How long it may take to end after SIGTERM before it is killed.
    public var stopDeadline: Duration = .seconds(5)

    public init() {}

    public init(persistence: Persistence, settings: [String: String] = [:], password: String? = nil) {
        self.persistence = persistence
        self.settings = settings
        self.password = password
    }

    /// The command line. Everything is set explicitly, so no redis.conf of the machine has a say.
    func arguments(port: Int, directory: String, socket: String) -> [String] {
        var arguments = [
            "--port", "\(port)", "--bind", "127.0.0.1", "--unixsocket", socket, "--unixsocketperm", "700",
            "--dir", directory, "--daemonize", "no", "--logfile", "", "--save", "",
            "--appendonly", persistence == .appendOnly ? "yes" : "no", "--appendfsync", "everysec",
            "--maxmemory-policy", "noeviction",
        ]
        if let password { arguments += ["--requirepass", password] }
        for (name, value) in settings.sorted(by: { $0.key < $1.key }) { arguments += ["--\(name)", value] }
        return arguments
    }
}
