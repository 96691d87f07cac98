import Glibc
import JSON
import Logging
import ServiceKit
import Testing

@Suite("JSON logs")
struct LoggingTests {
    @Test("a record is one line of JSON with the metadata flattened")
    func record() {
        let log = LogLines()
        var logger = log.logger(label: "engine")
        logger[metadataKey: "user_id"] = "u1"
        logger[metadataKey: "attempt"] = "1"
        logger.info(
            "fired \"it\"\n",
            metadata: [
                "attempt": "\(2)", "lag_ms": .stringConvertible(12), "ratio": .stringConvertible(0.5), "late": .stringConvertible(false),
                "reminder": ["id": "r1", "at": ["zone": "UTC"]], "tags": ["a", ["b": "c"]], "message": "mine",
            ]
        )
        let start =
            #"{"time":"2026-11-24T14:05:33.137Z","level":"info","logger":"engine","message":"fired \"it\"\n","attempt":"2","lag_ms":12,"late":false,"#
        let end =
            #""metadata.message":"mine","ratio":0.5,"reminder.at.zone":"UTC","reminder.id":"r1","tags":["a",{"b":"c"}],"user_id":"u1"}"#
        #expect(log.raw == [start + end + "\n"])
    }

    @Test("levels below the chosen one are left out, and metadata of one logger stays with it")
    func levels() {
        let log = LogLines()
        let logger = log.logger(level: .warning)
        var other = logger
        other[metadataKey: "x"] = "y"
        other.logLevel = .trace
        logger.info("left out")
        logger.warning("kept")
        other.trace("kept too")
        #expect(log.values.map { $0["message"]?.string } == ["kept", "kept too"])
        #expect(log.values.map { $0["x"]?.string } == [nil, "y"])
    }

    @Test("metadata of a provider is added, and the record's own wins over it")
    func provider() {
        let log = LogLines()
        let handler = JSONLogHandler(label: "x", output: log.output, metadataProvider: .init { ["a": "provided", "b": "provided"] })
        Logger(label: "x") { _ in handler }.error("m", metadata: ["b": "own"])
        #expect(log.values.first?["a"] == "provided")
        #expect(log.values.first?["b"] == "own")
    }

    @Test("lines of many threads are never interleaved, however long they are")
    func interleaving() async throws {
        var pipes: [Int32] = [0, 0]
        try #require(pipe(&pipes) == 0)
        let (reading, writing) = (pipes[0], pipes[1])
        let reader = Task.detached {
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while case let count = read(reading, &buffer, buffer.count), count > 0 { bytes += buffer[..<count] }
            return bytes
        }
        let output = LogOutput(fileDescriptor: writing)
        await withTaskGroup(of: Void.self) { group in
            for task in 0..<8 {
                group.addTask {
                    let logger = Logger(label: "t\(task)") { JSONLogHandler(label: $0, output: output) }
                    for number in 0..<50 { logger.info("\(String(repeating: "x", count: 9_000))", metadata: ["number": "\(number)"]) }
                }
            }
        }
        close(writing)
        let lines = await reader.value.split(separator: UInt8(ascii: "\n"))
        close(reading)
        #expect(lines.count == 400)
        for line in lines { #expect(throws: Never.self) { try JSONValue(parsing: Array(line)) } }
    }

    @Test(
        "times are RFC 3339 in UTC",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"), (951_868_799_999, "2000-02-29T23:59:59.999Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"), (1_709_251_199_000, "2024-02-29T23:59:59.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (1_735_689_599_001, "2024-12-31T23:59:59.001Z"),
        ] as [(Int64, String)]
    )
    func times(milliseconds: Int64, text: String) {
        let log = LogLines()
        log.logger(now: milliseconds).info("x")
        #expect(log.values.first?["time"]?.string == text)
    }
}
