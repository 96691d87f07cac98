import JSON
import Reminders
import Testing
import TodoKit

@Suite struct TodoTaskTests {
    static let full = TodoTask(
        id: "t1",
        userID: "ann",
        title: "Pay rent",
        description: "To the landlord\nby transfer",
        status: .completed,
        priority: .high,
        dueAt: Timestamp(rfc3339: "2026-01-31T08:00:00Z"),
        reminderOffsetMinutes: 30,
        recurrenceRule: "monthly",
        recurrenceBasis: .completion,
        misfirePolicy: .latest,
        timeZone: "Europe/Berlin",
        parentTaskID: "t0",
        tags: ["home", "money"],
        createdAt: Timestamp(milliseconds: 1_000),
        updatedAt: Timestamp(milliseconds: 2_000),
        completedAt: Timestamp(milliseconds: 2_000),
        version: 3
    )

    @Test("a task is the same after it was written and read") func roundTrip() throws {
        #expect(try TodoTask(json: JSONWriter.encode(Self.full)) == Self.full)
        let small = TodoTask(id: "a", userID: "ann", title: "x", createdAt: Timestamp(milliseconds: 5))
        #expect(try TodoTask(json: JSONWriter.encode(small)) == small)
    }

    @Test("absent optionals are left out, and times are UTC with milliseconds") func text() throws {
        let small = TodoTask(id: "a", userID: "ann", title: "x", createdAt: Timestamp(milliseconds: 5))
        #expect(
            small.members == [
                "id": "a", "user_id": "ann", "title": "x", "status": "pending", "priority": "medium", "recurrence_basis": "schedule",
                "misfire_policy": "skip", "time_zone": "UTC", "tags": [], "created_at": "1970-01-01T00:00:00.005Z",
                "updated_at": "1970-01-01T00:00:00.005Z", "version": 1,
            ]
        )
    }

    @Test(
        "what is no task is refused",
        arguments: [
            #"{}"#, #"[]"#, #"{"id":"a","user_id":"u","title":"t","created_at":"yesterday","version":1}"#,
            #"{"id":"a","user_id":"u","title":"t","created_at":"2026-01-01T00:00:00Z","version":1,"status":"done"}"#,
            #"{"id":"a","user_id":"u","title":"t","created_at":"2026-01-01T00:00:00Z"}"#,
        ]
    )
    func refused(text: String) {
        #expect(throws: JSONError.self) { try TodoTask(json: Array(text.utf8)) }
    }

    @Test("the reminder is at its own time, or before the due time, or never once completed") func reminderTime() {
        var task = TodoTask(id: "a", userID: "ann", title: "x", createdAt: .distantPast)
        #expect(task.reminderTime == nil)
        task.dueAt = Timestamp(milliseconds: 3_600_000)
        #expect(task.reminderTime == nil)
        task.reminderOffsetMinutes = 15
        #expect(task.reminderTime == Timestamp(milliseconds: 2_700_000))
        task.remindAt = Timestamp(milliseconds: 9)
        #expect(task.reminderTime == Timestamp(milliseconds: 9))
        task.status = .completed
        #expect(task.reminderTime == nil)
    }

    @Test("priorities are in order") func priorities() {
        #expect(TaskPriority.allCases.sorted() == [.low, .medium, .high, .urgent])
    }
}
