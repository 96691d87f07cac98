import RecurringTask
import Reminders
import Testing
import TodoKit

@Suite struct ChildTasksTests {
    private func parent(
        _ rule: String?,
        due: String? = "2026-01-05T09:00:00Z",
        zone: String = "UTC",
        _ change: (inout TodoTask) -> Void = { _ in }
    ) -> TodoTask {
        var task = TodoTask(
            id: "t",
            userID: "ann",
            title: "x",
            status: .completed,
            dueAt: due.map { Samples.time($0) },
            recurrenceRule: rule,
            timeZone: zone,
            createdAt: Samples.time("2026-01-01T09:00:00Z")
        )
        change(&task)
        return task
    }

    private func children(_ task: TodoTask, at completion: String) throws -> [TaskFields] {
        try ChildTasks.children(of: task, completedAt: Samples.time(completion))
    }

    private func due(_ task: TodoTask, at completion: String) throws -> [String] {
        try children(task, at: completion).map { String(($0.dueAt ?? nil)?.rfc3339.prefix(16) ?? "none") }
    }

    @Test(
        "done early, in time or late: the next one is after both the due time and the completion",
        arguments: [
            ("2026-01-04T10:00:00Z", "2026-01-06T09:00"), ("2026-01-05T09:00:00Z", "2026-01-06T09:00"),
            ("2026-01-05T14:00:00Z", "2026-01-06T09:00"),
            ("2026-01-08T08:59:59Z", "2026-01-08T09:00"), ("2026-01-08T09:00:00Z", "2026-01-09T09:00"),
        ]
    )
    func skip(completion: String, next: String) throws {
        #expect(try due(parent("daily"), at: completion) == [next])
    }

    @Test("latest makes up for the last one missed, and goes on from there") func latest() throws {
        var task = parent("daily") { $0.misfirePolicy = .latest }
        #expect(try due(task, at: "2026-01-08T10:00:00Z") == ["2026-01-08T09:00"])
        #expect(try due(task, at: "2026-01-05T10:00:00Z") == ["2026-01-06T09:00"])
        task.dueAt = Samples.time("2026-01-08T09:00:00Z")
        #expect(try due(task, at: "2026-01-08T10:30:00Z") == ["2026-01-09T09:00"])
    }

    @Test("all makes up for each one missed, which neither repeats nor reminds, and has the next one besides") func all() throws {
        let task = parent("daily") { ($0.misfirePolicy, $0.reminderOffsetMinutes) = (.all, 5) }
        #expect(
            try due(task, at: "2026-01-08T10:00:00Z") == ["2026-01-09T09:00", "2026-01-06T09:00", "2026-01-07T09:00", "2026-01-08T09:00"]
        )
        let children = try children(task, at: "2026-01-08T10:00:00Z")
        #expect(children[0].recurrenceRule == .some("daily") && children[0].reminderOffsetMinutes == .some(5))
        #expect(children.dropFirst().allSatisfy { $0.recurrenceRule == nil && $0.reminderOffsetMinutes == nil && $0.remindAt == nil })
        #expect(Set(children.compactMap(\.id)).count == 4)
    }

    @Test("years of missed occurrences are bounded to the last 50") func bounded() throws {
        let task = parent("daily", due: "1990-01-01T09:00:00Z") { $0.misfirePolicy = .all }
        let due = try due(task, at: "2026-01-08T10:00:00Z")
        #expect(due.count == 51 && due.first == "2026-01-09T09:00" && due[1] == "2025-11-20T09:00" && due.last == "2026-01-08T09:00")
    }

    @Test(
        "from completion the rule begins anew on that day, at the time of day at which it was due",
        arguments: [
            ("FREQ=DAILY;INTERVAL=4", "2026-01-07T20:00:00Z", "2026-01-11T09:00"),
            ("FREQ=DAILY;INTERVAL=4", "2026-01-07T06:00:00Z", "2026-01-11T09:00"),
            ("daily", "2026-01-03T20:00:00Z", "2026-01-04T09:00"), ("weekly", "2026-01-07T20:00:00Z", "2026-01-14T09:00"),
            ("monthly", "2026-01-31T20:00:00Z", "2026-02-28T09:00"), ("FREQ=WEEKLY;BYDAY=MO", "2026-01-07T20:00:00Z", "2026-01-12T09:00"),
        ]
    )
    func completion(rule: String, completion: String, next: String) throws {
        #expect(try due(parent(rule) { $0.recurrenceBasis = .completion }, at: completion) == [next])
    }

    @Test("by schedule, COUNT counts from where the series began, missed ones included") func countBySchedule() throws {
        var (task, seen) = (parent("FREQ=DAILY;COUNT=4"), [String]())
        while let child = try children(task, at: "2026-01-05T10:00:00Z").first, seen.count < 9 {
            task.dueAt = child.dueAt ?? nil
            task.recurrenceRule = child.recurrenceRule ?? nil
            seen.append(String(task.dueAt?.rfc3339.prefix(10) ?? ""))
        }
        #expect(seen == ["2026-01-06", "2026-01-07", "2026-01-08"])
        #expect(task.recurrenceRule == "DTSTART:20260105T090000\nRRULE:FREQ=DAILY;COUNT=4")
        #expect(try due(parent("FREQ=DAILY;COUNT=4"), at: "2026-01-07T10:00:00Z") == ["2026-01-08T09:00"])
        #expect(try due(parent("FREQ=DAILY;COUNT=4"), at: "2026-01-08T10:00:00Z") == [])
    }

    @Test("by completion, COUNT counts tasks") func countByCompletion() throws {
        let task = parent("FREQ=DAILY;COUNT=3") { $0.recurrenceBasis = .completion }
        let child = try #require(try children(task, at: "2026-02-01T10:00:00Z").first)
        #expect(child.recurrenceRule == .some("FREQ=DAILY;COUNT=2"))
        #expect(try children(parent("FREQ=DAILY;COUNT=1") { $0.recurrenceBasis = .completion }, at: "2026-02-01T10:00:00Z").isEmpty)
    }

    @Test("UNTIL ends both", arguments: [RecurrenceBasis.schedule, .completion]) func until(basis: RecurrenceBasis) throws {
        let task = parent("FREQ=DAILY;UNTIL=20260106") { $0.recurrenceBasis = basis }
        #expect(try due(task, at: "2026-01-05T10:00:00Z") == ["2026-01-06T09:00"])
        #expect(try due(task, at: "2026-01-06T10:00:00Z") == [])
    }

    @Test(
        "short months and clock changes move one occurrence and none after it",
        arguments: [
            ("monthly", "UTC", ["2026-01-31T09:00", "2026-02-28T09:00", "2026-03-31T09:00", "2026-04-30T09:00"]),
            ("daily", "Europe/Berlin", ["2026-03-28T01:30", "2026-03-29T01:30", "2026-03-30T00:30", "2026-03-31T00:30"]),
            ("daily", "Australia/Lord_Howe", ["2026-10-02T15:45", "2026-10-03T15:45", "2026-10-04T15:15", "2026-10-05T15:15"]),
            ("FREQ=WEEKLY;INTERVAL=2", "America/New_York", ["2026-10-25T05:30", "2026-11-08T06:30", "2026-11-22T06:30"]),
        ]
    )
    func chain(rule: String, zone: String, expected: [String]) throws {
        var task = parent(rule, due: "\(expected[0]):00Z", zone: zone)
        for next in expected.dropFirst() {
            let child = try #require(try ChildTasks.children(of: task, completedAt: task.dueAt ?? .distantPast).first)
            task.dueAt = child.dueAt ?? nil
            task.recurrenceRule = child.recurrenceRule ?? nil
            #expect(task.dueAt?.rfc3339.prefix(16) == next[...])
        }
    }

    @Test("an own reminder keeps its distance on calendar and clock") func reminder() throws {
        // Due Friday at 17:00, reminder Thursday at 09:00 in Berlin; in between the clock is put forward.
        let task = parent("weekly", due: "2026-03-27T16:00:00Z", zone: "Europe/Berlin") {
            $0.remindAt = Samples.time("2026-03-26T08:00:00Z")
        }
        let child = try #require(try children(task, at: "2026-03-27T16:00:00Z").first)
        #expect(child.dueAt == .some(Samples.time("2026-04-03T15:00:00Z")))
        #expect(child.remindAt == .some(Samples.time("2026-04-02T07:00:00Z")))
    }

    @Test("without a due time the reminder repeats, and without either the day it was made") func others() throws {
        let reminded = parent("weekly", due: nil) { $0.remindAt = Samples.time("2026-01-05T09:00:00Z") }
        let child = try #require(try children(reminded, at: "2026-01-05T10:00:00Z").first)
        #expect(child.remindAt == .some(Samples.time("2026-01-12T09:00:00Z")) && child.dueAt == nil)
        #expect(try due(parent("weekly", due: nil), at: "2026-01-05T10:00:00Z") == ["2026-01-08T09:00"])
    }

    @Test("ids depend on the parent only") func ids() throws {
        let id = try children(parent("daily"), at: "2026-01-05T10:00:00Z").first?.id
        #expect(try children(parent("daily"), at: "2026-01-09T10:00:00Z").first?.id == id)
        #expect(try children(parent("daily") { $0.id = "u" }, at: "2026-01-05T10:00:00Z").first?.id != id)
        #expect(try children(parent("daily") { $0.userID = "bob" }, at: "2026-01-05T10:00:00Z").first?.id != id)
        #expect(id.map { TaskID.isValid($0) } == true)
    }

    @Test("a task that does not repeat leads nowhere, and a broken rule says so") func none() throws {
        #expect(try children(parent(nil), at: "2026-01-05T10:00:00Z").isEmpty)
        #expect(throws: RecurrenceError.self) { try children(parent("FREQ=HOURLY"), at: "2026-01-05T10:00:00Z") }
    }
}
