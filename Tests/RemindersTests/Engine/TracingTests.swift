import RemindersTestKit
import Synchronization
import Testing
import Traces

@testable import Reminders

@Suite("Tracing a batch")
struct TracingTests {
    private static func reminder(_ id: String, _ traceparent: String?) throws -> Reminder {
        let now = Timestamp(milliseconds: 1_000)
        return Reminder(id: try #require(ReminderID(id)), userID: "ada", due: now, traceparent: traceparent, createdAt: now)
    }

    @Test("each reminder keeps its own trace; those that nobody records have no spans")
    func separate() throws {
        let spans = Mutex<[Span]>([])
        let tracer = Tracer(sampling: 1) { span in spans.withLock { $0.append(span) } }
        let batch = try [
            Self.reminder("traced", "00-0af7651916cd43dd8448eb211c80319c-00000000000000a1-01"),
            Self.reminder("passed-on", "00-1af7651916cd43dd8448eb211c80319c-00000000000000a2-00"), Self.reminder("none", nil),
            Self.reminder("failing", "00-2af7651916cd43dd8448eb211c80319c-00000000000000a3-01"),
        ]
        let firing = FiringSpans(batch, tracer: tracer)
        firing.published([.published, .published, .published, .failed(PublishFailure(.refused, "too big"))], to: "reminders")
        firing.settled(batch)
        let found = spans.withLock { $0 }
        #expect(found.map(\.name) == ["publish", "publish", "fire", "fire"])
        #expect(found[0].parentID == found[2].context.spanID)
        #expect(found[2].parentID == 0xA1 && found[3].parentID == 0xA3)
        #expect(found[0].context.traceID.description == "0af7651916cd43dd8448eb211c80319c")
        #expect(found[1].context.traceID.description == "2af7651916cd43dd8448eb211c80319c")
        #expect(found[1].tags["error"] == "too big" && found[0].tags["error"] == nil)
        #expect(found[2].tags["reminder_id"] == "traced" && found[2].tags["attempt"] == "1")
        #expect(firing.traceparent(0) == found[0].context.traceparent)
        // Theirs is what the reminders carry.
        #expect(firing.traceparent(1) == nil && firing.traceparent(2) == nil)
    }

    @Test("switched off, an event carries what its reminder carries")
    func off() throws {
        let text = "00-0af7651916cd43dd8448eb211c80319c-00000000000000a1-01"
        let reminder = try Self.reminder("traced", text)
        let firing = FiringSpans([reminder], tracer: .off)
        let event = ReminderEvent(kind: .triggered, reminder: reminder, timestamp: reminder.due, traceparent: firing.traceparent(0))
        #expect(event.traceparent == text)
    }
}
