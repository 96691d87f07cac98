import LocalProcess
import Testing

@Suite("A private redis-server")
struct RedisServerTests {
    @Test("two of them run side by side and leave nothing behind")
    func sideBySide() async throws {
        let first = try await RedisServer.start()
        let second = try await RedisServer.start()
        #expect(first.port != second.port)
        #expect(first.isRunning && second.isRunning)
        await first.stop()
        #expect(!first.isRunning && second.isRunning)
        await second.stop()
        let gone = try ChildProcess.start(ProcessLaunch("test", arguments: ["-e", first.dataDirectory]))
        #expect(try await gone.waitUntilExit(deadline: .seconds(10)) == .exited(1))
    }

    @Test("data in the append-only file survives SIGKILL and restart")
    func persistence() async throws {
        try await RedisServer.withServer(.init(persistence: .appendOnly)) { server in
            try await cli(server, ["SET", "k", "v"])
            await server.kill()
            #expect(!server.isRunning)
            try await server.restart()
            let answer = try await cli(server, ["GET", "k"])
            #expect(answer == "v\n")
        }
    }

    @Test("without persistence a restart is a fresh start")
    func noPersistence() async throws {
        try await RedisServer.withServer { server in
            try await cli(server, ["SET", "k", "v"])
            try await server.restart()
            let answer = try await cli(server, ["GET", "k"])
            #expect(answer == "\n")
        }
    }

    @Test("settings and password reach it")
    func settings() async throws {
        let options = RedisServerOptions(persistence: .none, settings: ["maxmemory-policy": "allkeys-lru"], password: "s3cret/@:")
        try await RedisServer.withServer(options) { server in
            #expect(server.url == "redis://:s3cret%2F%40%3A@127.0.0.1:\(server.port)")
            let answer = try await cli(server, ["CONFIG", "GET", "maxmemory-policy"])
            #expect(answer == "maxmemory-policy\nallkeys-lru\n")
        }
    }

    @Test("a setting that redis-server refuses shows in the error")
    func refused() async throws {
        let error = await #expect(throws: ProcessError.self) {
            try await RedisServer.start(.init(persistence: .none, settings: ["no-such-setting": "1"]))
        }
        #expect(error?.code == .endedEarly)
        #expect(error?.message.contains("no-such-setting") == true)
    }

    @Test("a fixed port that is taken shows in the error")
    func portTaken() async throws {
        try await RedisServer.withServer { server in
            var options = RedisServerOptions()
            options.port = server.port
            let error = await #expect(throws: ProcessError.self) {
                try await RedisServer.start(options)
            }
            #expect(error?.code == .endedEarly)
            #expect(error?.message.contains("Address already in use") == true)
        }
    }

    @Test("frozen it can still be stopped")
    func frozen() async throws {
        let server = try await RedisServer.start()
        server.freeze()
        await server.stop()
        #expect(!server.isRunning)
    }

    @Test("a data directory of the caller's is kept")
    func dataDirectory() async throws {
        try await TemporaryDirectory.with(prefix: "data-") { directory in
            var options = RedisServerOptions(persistence: .appendOnly)
            options.dataDirectory = "\(directory.path)/made/on/demand"
            try await RedisServer.withServer(options) { try await cli($0, ["SET", "k", "v"]) }
            let value = try await RedisServer.withServer(options) { try await cli($0, ["GET", "k"]) }
            #expect(value == "v\n")
        }
    }

    @discardableResult
    private func cli(_ server: RedisServer, _ command: [String]) async throws -> String {
        try await TemporaryDirectory.with(prefix: "cli-") { directory in
            let user = server.options.password.map { ["-a", $0, "--no-auth-warning"] } ?? []
            let arguments = ["-h", "127.0.0.1", "-p", "\(server.port)"] + user + command
            let child = try ChildProcess.start(
                ProcessLaunch("redis-cli", arguments: arguments, logFile: "\(directory.path)/log")
            )
            try await child.waitUntilExit(deadline: .seconds(10))
            return child.logTail()
        }
    }
}
