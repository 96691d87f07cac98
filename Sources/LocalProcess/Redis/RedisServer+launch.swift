import FoundationEssentials
import Glibc
import Threads

extension RedisServer {
    /// Where one server keeps its things.
    struct Paths: Sendable {
        let runtime: TemporaryDirectory
        let data: String
        let socket: String

        init(runtime: TemporaryDirectory, data: String, socket: String) {
            self.runtime = runtime
            self.data = data
            self.socket = socket
        }

        init(_ options: RedisServerOptions) throws(ProcessError) {
            runtime = try TemporaryDirectory(prefix: "punctual-redis-")
            data = options.dataDirectory ?? "\(runtime.path)/data"
            socket = "\(runtime.path)/redis.sock"
            do {
                try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
            } catch {
                runtime.remove()
                throw ProcessError(.resources, "cannot create \(data): \(error)")
            }
        }

        var log: String { "\(runtime.path)/redis.log" }
    }

    /// Starts the process and waits for its PONG.
    ///
    /// The question goes over the unix socket: only our own server can answer there, while on the port it could be a
    /// stranger who took it first. redis-server binds the port before it opens the socket, so the answer proves both.
    static func launch(
        _ options: RedisServerOptions,
        port: Int,
        paths: Paths
    ) async throws(ProcessError) -> ChildProcess {
        unlink(paths.socket)
        let arguments = options.arguments(port: port, directory: paths.data, socket: paths.socket)
        let process = try ChildProcess.start(
            ProcessLaunch(options.executable, arguments: arguments, logFile: paths.log)
        )
        let deadline = MonotonicTime.now + options.startDeadline
        while MonotonicTime.now < deadline, process.isRunning, !Task.isCancelled {
            if await WorkerThread.run("redis-ping", { RedisPing.answers(paths.socket) }) { return process }
            try? await Task.sleep(for: .milliseconds(5))
        }
        let error =
            if let status = process.exitStatus {
                ProcessError(.endedEarly, "redis-server ended with \(status)\n\(process.logTail())")
            } else if Task.isCancelled {
                ProcessError(.cancelled, "cancelled while redis-server started")
            } else {
                ProcessError(.deadlineExceeded, "redis-server not ready after \(options.startDeadline)\n\(process.logTail())")
            }
        process.kill()
        _ = try? await process.waitUntilExit(deadline: .seconds(10))
        throw error
    }
}
