import JSON
import Reminders
import Testing
import TodoKit

@Suite struct TaskFieldsTests {
    private func read(_ text: String) throws -> (TaskFields, [TaskFieldError]) {
        var errors: [TaskFieldError] = []
        let fields = try JSONReader.read(Array(text.utf8)) { (reader) throws(JSONError) in
            try TaskFields(from: &reader, errors: &errors)
        }
        return (fields, errors)
    }

    private func task(_ text: String) throws -> (TodoTask, [String]) {
        let (fields, errors) = try read(text)
        var task = TodoTask(id: fields.id ?? "new", userID: "ann", title: "", createdAt: Timestamp(milliseconds: 1))
        fields.apply(to: &task, now: Timestamp(milliseconds: 7))
        return (task, (errors + task.fieldErrors).map(\.field))
    }

    @Test("all fields are read") func all() throws {
        let (task, errors) = try task(
            #"""
            {"id":"x-1","title":"Pay","description":"d","status":"in_progress","priority":"urgent","due_at":"2026-03-01T10:00:00+01:00",
            "reminder_offset_minutes":30,"recurrence_rule":"monthly","recurrence_basis":"completion","misfire_policy":"all",
            "time_zone":"Europe/Berlin","parent_task_id":"p","tags":["a","b","a"]}
            """#
        )
        #expect(errors.isEmpty)
        #expect(task.id == "x-1" && task.title == "Pay" && task.description == "d" && task.status == .inProgress)
        #expect(task.priority == .urgent && task.dueAt == Timestamp(rfc3339: "2026-03-01T09:00:00Z") && task.reminderOffsetMinutes == 30)
        #expect(task.recurrenceRule == "monthly" && task.recurrenceBasis == .completion && task.misfirePolicy == .all)
        #expect(task.timeZone == "Europe/Berlin" && task.parentTaskID == "p" && task.tags == ["a", "b"])
    }

    @Test(
        "each wrong field is named",
        arguments: [
            (#"{}"#, ["title"]),
            (#"{"title":""}"#, ["title"]),
            (#"{"title":"  "}"#, ["title"]),
            (#"{"title":5}"#, ["title", "title"]),
            (#"{"title":"a\u0000b"}"#, ["title"]),
            (#"{"title":"a\nb"}"#, ["title"]),
            (#"{"title":"a","id":"a/b"}"#, ["id"]),
            (#"{"title":"a","status":"done"}"#, ["status"]),
            (#"{"title":"a","priority":"highest"}"#, ["priority"]),
            (#"{"title":"a","due_at":"tomorrow"}"#, ["due_at"]),
            (#"{"title":"a","due_at":"2026-02-30T00:00:00Z"}"#, ["due_at"]),
            (#"{"title":"a","remind_at":7}"#, ["remind_at"]),
            (#"{"title":"a","reminder_offset_minutes":30}"#, ["due_at"]),
            (#"{"title":"a","due_at":"2026-02-03T00:00:00Z","reminder_offset_minutes":0}"#, ["reminder_offset_minutes"]),
            (#"{"title":"a","due_at":"2026-02-03T00:00:00Z","reminder_offset_minutes":525601}"#, ["reminder_offset_minutes"]),
            (#"{"title":"a","due_at":"2026-02-03T00:00:00Z","reminder_offset_minutes":1.5}"#, ["reminder_offset_minutes"]),
            (
                #"{"title":"a","due_at":"2026-02-03T00:00:00Z","remind_at":"2026-02-03T00:00:00Z","reminder_offset_minutes":5}"#,
                ["reminder_offset_minutes"]
            ),
            (#"{"title":"a","time_zone":"Mars/Olympus"}"#, ["time_zone"]),
            (#"{"title":"a","time_zone":"EST"}"#, ["time_zone"]),
            (#"{"title":"a","time_zone":"../../etc/passwd"}"#, ["time_zone"]),
            (#"{"title":"a","tags":"b"}"#, ["tags"]),
            (#"{"title":"a","tags":["b",3,""]}"#, ["tags[1]", "tags[1]"]),
            (#"{"title":"a","tags":["b,c"]}"#, ["tags[0]"]),
            (#"{"title":"a","parent_task_id":""}"#, ["parent_task_id"]),
            (#"{"title":"a","misfire_policy":"x","recurrence_basis":"y"}"#, ["misfire_policy", "recurrence_basis"]),
            (#"{"title":"a","colour":"red"}"#, ["colour"]),
            (#"{"title":"a","title":"b"}"#, ["title"]),
            (#"[]"#, ["body", "title"]),
        ]
    )
    func wrong(text: String, fields: [String]) throws {
        #expect(try task(text).1 == fields)
    }

    @Test("lengths are counted in characters") func lengths() throws {
        #expect(try task("{\"title\":\"\(String(repeating: "ü", count: 255))\"}").1.isEmpty)
        #expect(try task("{\"title\":\"\(String(repeating: "ü", count: 256))\"}").1 == ["title"])
        #expect(try task("{\"title\":\"a\",\"description\":\"\(String(repeating: "d", count: 2001))\"}").1 == ["description"])
        let tags = (0..<21).map { "\"t\($0)\"" }.joined(separator: ",")
        #expect(try task("{\"title\":\"a\",\"tags\":[\(tags)]}").1 == ["tags"])
    }

    @Test("what is no JSON is thrown") func syntax() {
        #expect(throws: JSONError.self) { try read(#"{"title":"#) }
    }

    @Test("a change touches what it mentions; null empties; the reminder is of one kind") func change() throws {
        var task = TodoTaskTests.full
        task.status = .pending
        task.completedAt = nil
        let before = task
        try read(#"{"description":null,"tags":null,"remind_at":"2026-01-30T08:00:00Z"}"#).0.apply(to: &task, now: .distantPast)
        #expect(task.description == nil && task.tags.isEmpty && task.reminderOffsetMinutes == nil && task.remindAt != nil)
        #expect(task.title == before.title && task.dueAt == before.dueAt)
        try read(#"{"reminder_offset_minutes":10}"#).0.apply(to: &task, now: .distantPast)
        #expect(task.remindAt == nil && task.reminderOffsetMinutes == 10)
    }

    @Test("completed_at follows the status") func completion() throws {
        var task = TodoTask(id: "a", userID: "ann", title: "x", createdAt: .distantPast)
        try read(#"{"status":"completed"}"#).0.apply(to: &task, now: Timestamp(milliseconds: 9))
        #expect(task.completedAt == Timestamp(milliseconds: 9))
        try read(#"{"status":"completed"}"#).0.apply(to: &task, now: Timestamp(milliseconds: 10))
        #expect(task.completedAt == Timestamp(milliseconds: 9))
        try read(#"{"status":"pending"}"#).0.apply(to: &task, now: Timestamp(milliseconds: 11))
        #expect(task.completedAt == nil)
    }
}
