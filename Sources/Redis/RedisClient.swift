public import Logging
public import ServiceLifecycle
import Synchronization
import Threads

/// An asynchronous client of one Redis server.
///
/// Commands of many tasks share a connection and go out in pipelines. A command whose connection breaks is never sent
/// again by the client: its error says whether it may have run, and the caller knows whether that matters. Cancelling a
/// task does not take back its command.
public final class RedisClient: Service {
    private let configuration: RedisConfiguration
    private let mailboxes: [RedisMailbox]
    private let next = Atomic(0)
    /// The hash of each script that was loaded, by name.
    private let hashes = Mutex<[String: String]>([:])

    /// Connects with the first command.
    public init(_ configuration: RedisConfiguration, logger: Logger) {
        self.configuration = configuration
        mailboxes = (0..<max(configuration.connections, 1)).map { _ in RedisMailbox(limit: configuration.mailboxLimit) }
        for mailbox in mailboxes {
            let isStarted = WorkerThread.start("redis") {
                var connection = RedisConnection(configuration, mailbox: mailbox, logger: logger)
                connection.run()
            }
            if !isStarted {
                logger.critical("No thread for a connection to Redis")
                mailbox.close()
            }
        }
    }

    deinit {
        shutdown()
    }

    /// Waits for graceful shutdown, then shuts the client down.
    public func run() async {
        try? await gracefulShutdown()
        shutdown()
    }

    /// What waits is still carried out; what comes later fails with `closed`.
    public func shutdown() {
        for mailbox in mailboxes { mailbox.close() }
    }

    /// - Throws: also when Redis answers with an error.
    public func send(_ command: RedisCommand, deadline: Duration? = nil) async throws(RedisError) -> RedisValue {
        guard let reply = try await exchange([command], deadline).first else { throw RedisError(.malformedReply, "no reply") }
        if case .error(let error) = reply { throw RedisError(error) }
        return reply
    }

    /// Sends commands in one piece, so that no other command of this client comes between them.
    ///
    /// - Returns: a reply for each; an error that Redis answered with spoils only its own.
    public func pipeline(_ commands: [RedisCommand], deadline: Duration? = nil) async throws(RedisError) -> [RedisValue] {
        commands.isEmpty ? [] : try await exchange(commands, deadline)
    }

    /// Runs a script by its hash, loading it when the server does not have it.
    public func evaluate(
        _ script: RedisScript,
        keys: [RedisArgument],
        arguments: [RedisArgument],
        deadline: Duration? = nil
    ) async throws(RedisError) -> RedisValue {
        if let hash = hashes.withLock({ $0[script.name] }) {
            do throws(RedisError) {
                return try await send(Self.call(hash, keys, arguments), deadline: deadline)
            } catch {
                guard case .server(let answer) = error.code, answer.code == "NOSCRIPT" else { throw error }
            }
        }
        guard let hash = try await send(["SCRIPT", "LOAD", .bytes(script.source)], deadline: deadline).text else {
            throw RedisError(.malformedReply, "no hash for the script \(script.name)")
        }
        hashes.withLock { $0[script.name] = hash }
        return try await send(Self.call(hash, keys, arguments), deadline: deadline)
    }

    /// The server's clock, in microseconds since 1970.
    public func time() async throws(RedisError) -> Int64 {
        guard let parts = try await send(["TIME"]).array, parts.count == 2, let seconds = parts[0].int, let microseconds = parts[1].int
        else {
            throw RedisError(.malformedReply, "no time")
        }
        return Int64(seconds) * 1_000_000 + Int64(microseconds)
    }

    private static func call(_ hash: String, _ keys: [RedisArgument], _ arguments: [RedisArgument]) -> RedisCommand {
        RedisCommand(["EVALSHA", .string(hash), .integer(keys.count)] + keys + arguments)
    }

    private func exchange(_ commands: [RedisCommand], _ deadline: Duration?) async throws(RedisError) -> [RedisValue] {
        var bytes: [UInt8] = []
        for command in commands { command.encode(into: &bytes) }
        let end = MonotonicTime.now + (deadline ?? configuration.commandDeadline)
        let index = mailboxes.count == 1 ? 0 : next.wrappingAdd(1, ordering: .relaxed).oldValue % mailboxes.count
        let mailbox = mailboxes[index]
        await mailbox.waitForRoom()
        return try await withCheckedContinuation { continuation in
            mailbox.post(RedisRequest(bytes: bytes, commandCount: commands.count, deadline: end, continuation: continuation))
        }.get()
    }
}
