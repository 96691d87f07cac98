import LocalProcess
import Redis
import Testing

@Suite("Connections")
struct ConnectionTests {
    @Test("authenticate and select the database of the URL")
    func authenticated() async throws {
        var options = RedisServerOptions()
        options.password = "p@ss word/ü"
        try await withRedis(options, configure: { $0.database = 3 }) { client, server in
            _ = try await client.send(["SET", "where", "three"])
            let other = RedisClient(try RedisConfiguration(url: server.url + "/3"), logger: quiet)
            defer { other.shutdown() }
            #expect(try await other.send(["GET", "where"]).text == "three")
            let stranger = RedisClient(RedisConfiguration(port: server.port), logger: quiet)
            defer { stranger.shutdown() }
            let error = await RedisError.caught { () async throws(RedisError) in try await stranger.send(["GET", "where"]) }
            #expect(error?.code == .connectFailed)
            #expect(error?.message.contains("NOAUTH") == true)
        }
    }

    @Test("go over a unix socket")
    func unixSocket() async throws {
        try await withRedis { _, server in
            let client = RedisClient(try RedisConfiguration(url: server.unixURL), logger: quiet)
            defer { client.shutdown() }
            #expect(try await client.send(["PING"]) == .status("PONG"))
        }
    }

    @Test("that nobody accepts fail at once, certainly not having run, and work when the server is there")
    func refused() async throws {
        try await withRedis { client, server in
            await server.kill()
            let error = await RedisError.caught { () async throws(RedisError) in try await client.send(["INCR", "n"]) }
            #expect(error?.code == .connectFailed && error?.mayHaveRun == false && error?.isRetriable == true)
            try await server.restart()
            let deadline = ContinuousClock.now + .seconds(10)
            while await RedisError.caught({ () async throws(RedisError) in try await client.send(["PING"]) }) != nil,
                ContinuousClock.now < deadline
            {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await client.send(["INCR", "n"]) == .integer(1))
        }
    }

    @Test("that the server closed while at rest are replaced without a failure")
    func closedAtRest() async throws {
        try await withRedis { client, server in
            _ = try await client.send(["PING"])
            let other = RedisClient(RedisConfiguration(port: server.port), logger: quiet)
            defer { other.shutdown() }
            for _ in 0..<5 {
                _ = try await other.send(["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"])
                #expect(try await client.send(["PING"]) == .status("PONG"))
            }
        }
    }

    @Test("that break in the middle of a command say that it may have run, and do not send it again")
    func brokenInFlight() async throws {
        try await withRedis { client, server in
            let other = RedisClient(RedisConfiguration(port: server.port), logger: quiet)
            defer { other.shutdown() }
            _ = try await client.send(["PING"])
            async let blocked = RedisError.caught { () async throws(RedisError) in
                try await client.pipeline([["INCR", "n"], ["BLPOP", "nothing", "30"]], deadline: .seconds(40))
            }
            let deadline = ContinuousClock.now + .seconds(10)
            while try await other.send(["GET", "n"]).int != 1, ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(5))
            }
            _ = try await other.send(["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"])
            let error = await blocked
            #expect(error?.code == .disconnected && error?.mayHaveRun == true)
            #expect(try await client.send(["GET", "n"]).int == 1)
        }
    }

    @Test("to a server that does not answer end at the deadline, possibly having run")
    func frozen() async throws {
        try await withRedis(configure: { $0.commandDeadline = .milliseconds(300) }) { client, server in
            _ = try await client.send(["PING"])
            server.freeze()
            let error = await RedisError.caught { () async throws(RedisError) in try await client.send(["INCR", "n"]) }
            #expect(error?.code == .deadlineExceeded && error?.mayHaveRun == true)
            server.resume()
            let deadline = ContinuousClock.now + .seconds(10)
            while await RedisError.caught({ () async throws(RedisError) in try await client.send(["PING"]) }) != nil,
                ContinuousClock.now < deadline
            {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await client.send(["PING"]) == .status("PONG"))
        }
    }

    @Test("hold callers back when the mailbox is full, and lose none")
    func backPressure() async throws {
        try await withRedis(configure: { ($0.mailboxLimit, $0.commandDeadline) = (4, .seconds(60)) }) { client, _ in
            try await withThrowingTaskGroup { group in
                for _ in 0..<500 { group.addTask { _ = try await client.send(["INCR", "n"]) } }
                try await group.waitForAll()
            }
            #expect(try await client.send(["GET", "n"]).int == 500)
        }
    }

    @Test("that were shut down refuse what comes later")
    func shutdown() async throws {
        try await withRedis { client, _ in
            _ = try await client.send(["PING"])
            client.shutdown()
            let error = await RedisError.caught { () async throws(RedisError) in try await client.send(["PING"]) }
            #expect(error?.code == .closed && error?.mayHaveRun == false)
        }
    }

    @Test("spread over several when asked to")
    func several() async throws {
        try await withRedis(configure: { $0.connections = 3 }) { client, _ in
            for _ in 0..<6 { _ = try await client.send(["PING"]) }
            let clients = try await client.send(["CLIENT", "LIST", "TYPE", "normal"]).text ?? ""
            #expect(clients.split(separator: "\n").count == 3)
        }
    }
}
