import JSON
import ServiceKit
import Testing

@Suite("Decoding events")
struct EventEnvelopeTests {
    @Test("every form in which a sidecar delivers gives the same event", arguments: EventSamples.forms.indices)
    func forms(_ index: Int) throws {
        let (form, text) = EventSamples.forms[index]
        let event = try EventEnvelope(delivery: Array(text.utf8))
        #expect(event.eventID == "t1:1:created", "\(form)")
        #expect(event.eventType == "task.created")
        #expect(event.timestamp == 1_795_529_133_137)
        #expect(event.userID == "ada")
        #expect(event.payload["task"]?["id"]?.string == "t1")
        #expect(event.traceparent == (form.hasPrefix("bare") ? nil : EventSamples.trace))
        #expect(event.topic == (form.hasPrefix("bare") ? nil : "task-events"))
    }

    @Test("what is written is read as it was")
    func roundTrip() throws {
        let event = EventEnvelope(
            eventID: "a:1",
            eventType: "task.sync",
            timestamp: 1_795_529_133_137,
            userID: "ada",
            payload: ["x": [1, "ü"]],
            traceparent: EventSamples.trace,
            source: "chat-api"
        )
        #expect(try EventEnvelope(delivery: event.cloudEvent(source: "chat-api")) == event)
    }

    @Test(
        "what lacks one of the five fields, or is no event at all, is rejected with the reason",
        arguments: [
            ("", "not JSON"), ("[1]", "an object is expected"), ("{}", "neither event_id nor data"), (#"{"data":null}"#, "an object"),
            (#"{"data_base64":"***"}"#, "not base 64"), (#"{"data":"no json"}"#, "not JSON"),
            (EventSamples.bare.replacing(#""event_id":"t1:1:created""#, with: #""event_id":"""#), "event_id"),
            (EventSamples.bare.replacing(#""event_id":"t1:1:created""#, with: #""event_id":7"#), "event_id"),
            (EventSamples.bare.replacing(#""event_type":"task.created","#, with: ""), "event_type is missing"),
            (EventSamples.bare.replacing("2026-11-24T14:05:33.137Z", with: "2026-11-24T14:05:33"), "timestamp"),
            (EventSamples.bare.replacing("2026-11-24", with: "2026-02-30"), "timestamp"),
            (EventSamples.bare.replacing(#""user_id":"ada","#, with: ""), "user_id is missing"),
            (EventSamples.bare.replacing(#","payload":{"task":{"id":"t1"}}"#, with: ""), "payload is missing"),
            (EventSamples.bare.replacing("t1:1:created", with: String(repeating: "x", count: 600)), "event_id has more than"),
            (EventSamples.deep, "wrapped more than"),
        ]
    )
    func rejected(_ text: String, _ reason: String) throws {
        let error = #expect(throws: EventRejected.self) { try EventEnvelope(delivery: Array(text.utf8)) }
        #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
    }

    @Test("a broken trace is passed over")
    func brokenTrace() throws {
        #expect(try EventEnvelope(delivery: Array(EventSamples.wrapped(EventSamples.bare, trace: "00-0-0-0").utf8)).traceparent == nil)
    }

    @Test("base 64 of any length is decoded, and rubbish is not", arguments: ["", "a", "ab", "abc", "abcd", "äöü€ and more"])
    func base64(_ text: String) throws {
        let object = #"{"event_id":"\#(text)x","event_type":"t","timestamp":"2026-01-01T00:00:00+02:00","user_id":"u","payload":0}"#
        let encoded = EventSamples.base64(object)
        let event = try EventEnvelope(delivery: Array(#"{"data_base64":"\#(encoded)"}"#.utf8))
        #expect(event.eventID == text + "x")
        #expect(event.timestamp == 1_767_218_400_000)
        for broken in [encoded + "=", "=" + encoded, encoded + "A", "\u{e9}" + encoded] {
            #expect(throws: EventRejected.self) { try EventEnvelope(delivery: Array(#"{"data_base64":"\#(broken)"}"#.utf8)) }
        }
    }
}
