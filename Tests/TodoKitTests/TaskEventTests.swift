import JSON
import Reminders
import Testing
import TodoKit

@Suite struct TaskEventTests {
    private let now = Timestamp(milliseconds: 1_700_000_000_000)

    @Test("ids come from task, version and what happened") func ids() {
        #expect(TaskEvent(.created, task: TodoTaskTests.full, timestamp: now).id == "t1:3:created")
        #expect(TaskEvent(.updated, task: TodoTaskTests.full, timestamp: now).id == "t1:3:updated")
        #expect(TaskEvent(.completed, task: TodoTaskTests.full, timestamp: now).id == "t1:3:completed")
        #expect(TaskEvent(.deleted, task: TodoTaskTests.full, timestamp: now).id == "t1:3:deleted")
    }

    @Test("a change carries the old values of what changed") func previous() {
        var old = TodoTaskTests.full
        old.status = .pending
        old.completedAt = nil
        old.tags = []
        old.version = 2
        let event = TaskEvent.change(from: old, to: TodoTaskTests.full, timestamp: now)
        #expect(event.kind == .completed)
        #expect(event.previous == ["status": "pending", "completed_at": nil, "tags": []])
        #expect(TaskEvent.change(from: TodoTaskTests.full, to: old, timestamp: now).kind == .updated)
    }

    @Test("the envelope has the five mandatory fields, and reads back") func envelope() throws {
        let event = TaskEvent(.updated, task: TodoTaskTests.full, previous: ["title": "Rent"], timestamp: now)
        let value = try JSONValue(parsing: JSONWriter.encode(event))
        #expect(value.object?.names == ["event_id", "event_type", "timestamp", "user_id", "payload"])
        #expect(value["user_id"] == "ann" && value["timestamp"] == "2023-11-14T22:13:20.000Z" && value["event_id"] == "t1:3:updated")
        #expect(value["payload"]?["previous"]?["title"] == "Rent")
        #expect(try TaskEvent(json: JSONWriter.encode(event)) == event)
    }

    @Test("as a CloudEvent, id and type are those of the event") func cloudEvent() throws {
        let event = TaskEvent(.created, task: TodoTaskTests.full, timestamp: now)
        let value = try JSONValue(parsing: event.cloudEvent(source: "chat-api", traceparent: "00-1-2-01"))
        #expect(value["specversion"] == "1.0" && value["id"] == "t1:3:created" && value["type"] == "task.created")
        #expect(value["source"] == "chat-api" && value["subject"] == "t1" && value["traceparent"] == "00-1-2-01")
        #expect(value["data"]?["event_id"] == value["id"])
    }

    @Test("other types are no task events, and a payload without task is an error") func others() throws {
        #expect(try TaskEvent(type: "reminder.triggered", timestamp: now, payload: [:]) == nil)
        #expect(throws: JSONError.self) { try TaskEvent(type: "task.created", timestamp: now, payload: [:]) }
    }
}
