import JSON
import Reminders
import Testing

@Suite("Events")
struct ReminderEventTests {
    static func reminder() throws -> Reminder {
        let due = Timestamp(milliseconds: 1_800_000_000_000)
        return Reminder(
            id: try #require(ReminderID("call-mum")),
            userID: "ada",
            taskID: "t1",
            title: "Call “mum”",
            due: due,
            tags: ["family"],
            data: try RawJSON(validating: Array(#"{"n":1}"#.utf8)),
            traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            generation: 2,
            createdAt: due - .seconds(60),
            fingerprint: .max,
            state: .fired,
            carrier: .jobs,
            firedAt: due + .milliseconds(3)
        )
    }

    @Test("are CloudEvents whose data is the five-field envelope")
    func cloudEvent() throws {
        let reminder = try Self.reminder()
        let event = ReminderEvent(kind: .triggered, reminder: reminder, timestamp: reminder.due + .milliseconds(3))
        let expected: JSONValue = [
            "specversion": "1.0", "id": "call-mum:2", "type": "reminder.triggered", "source": "reminder-engine", "subject": "call-mum",
            "time": "2027-01-15T08:00:00.003Z", "datacontenttype": "application/json",
            "traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "data": [
                "event_id": "call-mum:2", "event_type": "reminder.triggered", "timestamp": "2027-01-15T08:00:00.003Z", "user_id": "ada",
                "payload": [
                    "reminder_id": "call-mum", "generation": 2, "task_id": "t1", "title": "Call “mum”",
                    "remind_at": "2027-01-15T08:00:00.000Z", "fired_at": "2027-01-15T08:00:00.003Z", "lag_ms": 3, "fired_by": "jobs",
                    "tags": ["family"], "data": ["n": 1],
                ],
            ],
        ]
        #expect(try JSONValue(parsing: event.cloudEvent(source: "reminder-engine")) == expected)
    }

    @Test("a job carries everything its reminder needs to fire without the ledger")
    func jobPayload() throws {
        var reminder = try Self.reminder()
        for ledger in [LedgerID("abc"), nil] {
            let payload = JobPayload(Trigger(reminder: reminder, ledger: ledger))
            // As Dapr returns it: keys sorted, numbers through doubles.
            let passedThrough = JSONWriter.encode(try JSONValue(parsing: JSONWriter.encode(payload), options: .lenient))
            let read = try JobPayload(json: passedThrough, options: .lenient).trigger
            reminder.state = .scheduled
            reminder.firedAt = nil
            #expect(read == Trigger(reminder: reminder, ledger: ledger))
        }
    }

    @Test(
        "what is not a job of ours is refused",
        arguments: ["null", "{}", "[]", "1", #"{"id":"a"}"#, #"{"id":"a b","user_id":"u","generation":1,"due":"x"}"#]
    )
    func strangers(text: String) {
        #expect(throws: JSONError.self) { try JobPayload(json: Array(text.utf8), options: .lenient) }
    }
}
