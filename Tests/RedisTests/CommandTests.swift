import LocalProcess
import Redis
import Testing

@Suite("Commands")
struct CommandTests {
    @Test("bring every kind of reply")
    func replies() async throws {
        try await withRedis { client, _ in
            let set = try await client.send(["SET", "key", .integer(-42)])
            #expect(set == .status("OK"))
            #expect(try await client.send(["GET", "key"]).int == -42)
            #expect(try await client.send(["GET", "nothing"]) == .null)
            #expect(try await client.send(["INCRBY", "key", .integer(.max)]) == .integer(.max - 42))
            #expect(
                try await client.send(["EVAL", "return {1, {'a', false}, {}}", "0"])
                    == .array([.integer(1), .array([.bytes([97]), .null]), .array([])])
            )
        }
    }

    @Test("carry any bytes, also four megabytes of them")
    func binary() async throws {
        try await withRedis { client, _ in
            for bytes in [[], [0], Array(0...255), [13, 10, 36, 13, 10], [UInt8](repeating: 0xAB, count: 4 << 20)] as [[UInt8]] {
                _ = try await client.send(["SET", "key", .bytes(bytes)])
                #expect(try await client.send(["GET", "key"]).bytes == bytes)
            }
        }
    }

    @Test("of a thousand tasks each get their own reply")
    func concurrent() async throws {
        try await withRedis { client, _ in
            try await withThrowingTaskGroup { group in
                for number in 0..<1000 {
                    group.addTask {
                        let reply = try await client.send(["ECHO", .integer(number)])
                        #expect(reply.int == number)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("in one pipeline keep their order, and an error spoils only its own place")
    func pipeline() async throws {
        try await withRedis { client, _ in
            let replies = try await client.pipeline([["SET", "text", "a"], ["INCR", "text"], ["APPEND", "text", "b"], ["GET", "text"]])
            #expect(replies.count == 4)
            guard case .error(let error) = replies[1] else { return #expect(Bool(false), "\(replies)") }
            #expect(error.code == "ERR" && !error.isRetriable)
            #expect([replies[0], replies[2], replies[3]] == [.status("OK"), .integer(2), .bytes(Array("ab".utf8))])
            let none = try await client.pipeline([])
            #expect(none == [])
        }
    }

    @Test("that Redis refuses throw its words")
    func refused() async throws {
        try await withRedis { client, _ in
            let error = await RedisError.caught { () async throws(RedisError) in try await client.send(["NONSENSE"]) }
            #expect(error?.message.hasPrefix("ERR unknown command") == true)
            #expect(error?.mayHaveRun == false && error?.isRetriable == false)
        }
    }

    @Test(
        "are told apart by whether trying again can help",
        arguments: [("LOADING Redis is loading", true), ("OOM command not allowed", true), ("WRONGTYPE no", false)]
    )
    func retriable(message: String, isRetriable: Bool) {
        #expect(RedisError(.server(RedisServerError(message)), message).isRetriable == isRetriable)
    }

    @Test("run scripts by hash, also after the server forgot them")
    func scripts() async throws {
        try await withRedis { client, _ in
            let script = RedisScript(name: "sum", source: Array("return tonumber(ARGV[1]) + redis.call('INCR', KEYS[1])".utf8))
            #expect(try await client.evaluate(script, keys: ["n"], arguments: [.integer(10)]) == .integer(11))
            _ = try await client.send(["SCRIPT", "FLUSH"])
            #expect(try await client.evaluate(script, keys: ["n"], arguments: [.integer(10)]) == .integer(12))
            #expect(try await client.send(["INFO", "commandstats"]).text?.contains("cmdstat_evalsha") == true)
        }
    }

    @Test("tell the server's time")
    func time() async throws {
        try await withRedis { client, _ in
            let first = try await client.time()
            let second = try await client.time()
            #expect(first > 1_700_000_000_000_000)
            #expect(second >= first)
        }
    }
}
