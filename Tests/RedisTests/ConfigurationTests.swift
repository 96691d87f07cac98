import Redis
import Testing

@Suite("URLs of Redis")
struct ConfigurationTests {
    @Test("say where it is, who asks and which database")
    func good() throws {
        let plain = try RedisConfiguration(url: "redis://localhost")
        #expect(plain.address == .tcp(host: "localhost", port: 6379))
        #expect(plain.database == 0 && plain.password == nil && plain.username == nil)
        let full = try RedisConfiguration(url: "redis://ada:p%40ss%2Fword@10.0.0.1:7000/5")
        #expect(full.address == .tcp(host: "10.0.0.1", port: 7000))
        #expect(full.username == "ada" && full.password == "p@ss/word" && full.database == 5)
        let v6 = try RedisConfiguration(url: "redis://:secret@[::1]:7000")
        #expect(v6.address == .tcp(host: "::1", port: 7000) && v6.password == "secret" && v6.username == nil)
        let socket = try RedisConfiguration(url: "unix:///run/redis.sock?db=2")
        #expect(socket.address == .unixSocket("/run/redis.sock") && socket.database == 2)
    }

    @Test(
        "that make no sense are refused, without showing the password",
        arguments: [
            "", "redis", "http://localhost", "redis://", "redis://host:0", "redis://host:99999", "redis://host:x", "redis://host/x",
            "redis://host/-1",
            "unix://relative", "unix:///a?x=1", "redis://secret@host", "redis://u:%zzsecret@host",
        ]
    )
    func bad(url: String) {
        let error = #expect(throws: RedisError.self) { try RedisConfiguration(url: url) }
        #expect(error?.code == .invalidURL && error?.isRetriable == false)
        #expect(error?.message.contains("secret") == false)
    }
}
