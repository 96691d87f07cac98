import Threads

/// A private redis-server: a child process on 127.0.0.1, with a port, directories and a unix socket of its own.
///
/// Used by `punctual dev` and by tests; it ends with this program at the latest.
public final class RedisServer: Sendable {
    public let options: RedisServerOptions
    /// The TCP port on 127.0.0.1. It stays the same over restarts.
    public let port: Int
    /// The unix socket, in a temporary directory.
    public let unixSocket: String
    /// Where the data lives.
    public let dataDirectory: String
    private let runtime: TemporaryDirectory
    private let current: Monitor<ChildProcess>

    private init(options: RedisServerOptions, port: Int, paths: Paths, process: ChildProcess) {
        self.options = options
        self.port = port
        unixSocket = paths.socket
        dataDirectory = paths.data
        runtime = paths.runtime
        current = Monitor(process)
    }

    /// Starts a server and waits until it answers.
    ///
    /// - Throws: `.endedEarly` or `.deadlineExceeded` with the end of its log, `.startFailed` when there is no
    ///   redis-server, `.resources`.
    public static func start(_ options: RedisServerOptions = .init()) async throws(ProcessError) -> RedisServer {
        let paths = try Paths(options)
        var attempts = options.port == nil ? 5 : 1
        while true {
            do throws(ProcessError) {
                let port = if let port = options.port { port } else { try FreePort.next() }
                let process = try await launch(options, port: port, paths: paths)
                return RedisServer(options: options, port: port, paths: paths, process: process)
            } catch {
                attempts -= 1
                // Someone may take the port between our asking for it and redis-server's binding it.
                if attempts > 0, error.code == .endedEarly, error.message.contains("Address already in use") { continue }
                paths.runtime.remove()
                throw error
            }
        }
    }

    /// The address for a client over TCP, with the password in it when there is one.
    public var url: String {
        "redis://\(userInfo)127.0.0.1:\(port)"
    }

    /// The address for a client over the unix socket, without the password.
    public var unixURL: String {
        "unix://\(unixSocket)"
    }

    public var pid: Int32 {
        process.pid
    }

    public var isRunning: Bool {
        process.isRunning
    }

    /// Ends the server in good order and removes what is temporary.
    public func stop() async {
        await halt()
        runtime.remove()
    }

    /// Ends the server in good order (SIGTERM; SIGKILL after the deadline) and keeps its data for `restart()`.
    public func halt() async {
        let process = process
        process.terminate()
        process.resume()
        guard (try? await process.waitUntilExit(deadline: options.stopDeadline)) == nil else { return }
        await kill()
    }

    /// Kills the server (SIGKILL) and returns when it is gone. Its data stays for `restart()`.
    public func kill() async {
        process.kill()
        _ = try? await process.waitUntilExit(deadline: .seconds(10))
    }

    /// Starts the server again on the same port and data, ending it in good order first when it runs.
    public func restart() async throws(ProcessError) {
        if isRunning { await halt() }
        let paths = Paths(runtime: runtime, data: dataDirectory, socket: unixSocket)
        let process = try await Self.launch(options, port: port, paths: paths)
        current.withLock { $0 = process }
    }

    /// Stops the process where it is: connections stay open and nothing is answered.
    public func freeze() { process.freeze() }

    /// Lets a frozen process go on.
    public func resume() { process.resume() }

    /// The end of the server's log.
    public func logTail(bytes: Int = 2_000) -> String { process.logTail(bytes: bytes) }

    /// Runs `body` with a new server and ends it afterwards, also when `body` throws.
    @discardableResult
    public static func withServer<Result>(
        _ options: RedisServerOptions = .init(),
        _ body: (RedisServer) async throws -> Result
    ) async throws -> Result {
        let server = try await start(options)
        do {
            let result = try await body(server)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }

    private var process: ChildProcess {
        current.withLock { $0 }
    }

    private var userInfo: String {
        options.password.map { ":\(PercentEncoding.encode($0))@" } ?? ""
    }
}
