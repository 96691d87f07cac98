import JSON
import Redis
import Reminders

/// The Redis stream that the sidecar publishes the topic `reminders` to: what a broker has, with the instant it got it.
struct Stream {
    struct Entry {
        /// When Redis stored it.
        var stored: Timestamp
        var eventID: String
        var due: Timestamp
        /// When the engine published it.
        var fired: Timestamp
    }

    static let key = RedisArgument.string("reminders")

    let client: RedisClient

    func length() async throws -> Int {
        try await client.send(["XLEN", Self.key]).int ?? 0
    }

    /// Waits until so many entries are there.
    func waitForLength(_ count: Int, seconds: Double, every pause: Duration = .milliseconds(50)) async throws {
        let start = Instant.nanoseconds
        while try await length() < count {
            if Instant.seconds(since: start) > seconds { throw BenchError("\(try await length()) of \(count) events were published") }
            try await Task.sleep(for: pause)
        }
    }

    /// When the first and the last entry were stored.
    func span() async throws -> (first: Timestamp, last: Timestamp) {
        let first = try await client.send(["XRANGE", Self.key, "-", "+", "COUNT", "1"])
        let last = try await client.send(["XREVRANGE", Self.key, "+", "-", "COUNT", "1"])
        guard let first = Self.stored(first.array?.first), let last = Self.stored(last.array?.first) else { throw BenchError("no entries") }
        return (first, last)
    }

    /// Every entry, read after the fact so that reading disturbs nothing.
    func entries() async throws -> [Entry] {
        var entries: [Entry] = []
        var from = "-"
        while let page = try await client.send(["XRANGE", Self.key, .string(from), "+", "COUNT", "2000"]).array, let last = page.last {
            for element in page {
                guard let stored = Self.stored(element), let fields = element.array?[1].array,
                    let place = fields.firstIndex(where: { $0.text == "data" }), let body = fields[place + 1].bytes,
                    let event = try? JSONValue(parsing: body), let id = event["id"]?.string, let payload = event["data"]?["payload"],
                    let due = payload["remind_at"]?.string.flatMap({ Timestamp(rfc3339: $0) }),
                    let fired = payload["fired_at"]?.string.flatMap({ Timestamp(rfc3339: $0) })
                else { throw BenchError("an entry of the stream can't be read") }
                entries.append(Entry(stored: stored, eventID: id, due: due, fired: fired))
            }
            from = "(" + (last.array?.first?.text ?? "")
        }
        return entries
    }

    private static func stored(_ entry: RedisValue?) -> Timestamp? {
        entry?.array?.first?.text?.split(separator: "-").first.flatMap { Int64($0) }.map { Timestamp(milliseconds: $0) }
    }
}
