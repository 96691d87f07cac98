import ReminderClient
import Reminders
import Testing
import Traces

@Suite("The trace of a caller")
struct TraceTests {
    private static func traceparent(flag: String) -> String { "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-\(flag)" }

    @Test("goes on in the engine, and stays with the reminder when somebody records it", arguments: [("01", true), ("00", false)])
    func kept(flag: String, isKept: Bool) async throws {
        let text = Self.traceparent(flag: flag)
        let trace = try #require(TraceContext(traceparent: text))
        try await LiveEngine.with { live in
            try await TraceContext.$current.withValue(trace) {
                _ = try await live.client.schedule(NewReminder(id: "one", userID: "ada", time: .after("1h")))
                _ = try await live.client.schedule([NewReminder(id: "many", userID: "ada", time: .after("1h"))])
            }
            _ = try await live.client.schedule(NewReminder(id: "alone", userID: "ada", time: .after("1h")))
            for id in ["one", "many"] {
                let stored = try #require(try await live.stored(id))
                #expect(stored.traceparent == (isKept ? text : nil))
            }
            #expect(try await live.stored("alone")?.traceparent == nil)
        }
    }
}
