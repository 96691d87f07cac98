import Reminders
import Testing
import TodoKit

@Suite struct RecurrenceRuleTests {
    private let start = Timestamp(rfc3339: "2026-01-01T09:00:00Z") ?? .distantPast

    private func series(_ rule: String, zone: String = "UTC") throws -> RecurrenceSeries {
        RecurrenceSeries(try RecurrenceRule(rule), anchor: start, zone: try #require(TaskZone(zone)))
    }

    @Test(
        "what is no rule is refused, and why is said",
        arguments: [
            ("", .malformed), ("  \n ", .malformed), ("every day", .malformed), ("FREQ", .malformed), ("FREQ=", .malformed),
            ("RRULE:", .malformed),
            ("INTERVAL=2", .malformed), ("FREQ=DAILY;FREQ=DAILY", .malformed), ("FREQ=DAILY;;COUNT=1", .malformed),
            ("FREQ=DAILY;", .malformed),
            ("FREQ=DAILY;INTERVAL=0", .excessive), ("FREQ=DAILY;INTERVAL=-1", .malformed), ("FREQ=DAILY;INTERVAL=1001", .excessive),
            ("FREQ=DAILY;COUNT=0", .excessive), ("FREQ=DAILY;COUNT=10001", .excessive),
            ("FREQ=DAILY;COUNT=99999999999999999999", .malformed),
            ("FREQ=DAILY;COUNT=2;UNTIL=20260101", .malformed), ("FREQ=DAILY;UNTIL=20260230", .malformed),
            ("FREQ=DAILY;UNTIL=tomorrow", .malformed),
            ("FREQ=DAILY;UNTIL=20260101T250000", .malformed), ("FREQ=SECONDLY", .unsupported), ("FREQ=MINUTELY;INTERVAL=5", .unsupported),
            ("FREQ=HOURLY", .unsupported), ("FREQ=FORTNIGHTLY", .unsupported), ("FREQ=DAILY;BYSECOND=1", .unsupported),
            ("RSCALE=CHINESE;FREQ=YEARLY", .unsupported), ("FREQ=DAILY;X-FOO=1", .unsupported), ("FREQ=WEEKLY;BYDAY=XX", .malformed),
            ("FREQ=WEEKLY;BYDAY=", .malformed), ("FREQ=WEEKLY;BYDAY=MO,,TU", .malformed), ("FREQ=WEEKLY;BYDAY=1MO", .unsupported),
            ("FREQ=MONTHLY;BYDAY=0MO", .malformed), ("FREQ=MONTHLY;BYDAY=54MO", .malformed), ("FREQ=MONTHLY;BYMONTHDAY=0", .malformed),
            ("FREQ=MONTHLY;BYMONTHDAY=32", .malformed), ("FREQ=WEEKLY;BYMONTHDAY=1", .unsupported), ("FREQ=YEARLY;BYMONTH=13", .malformed),
            ("FREQ=YEARLY;BYMONTH=-1", .malformed), ("FREQ=MONTHLY;BYYEARDAY=1", .unsupported), ("FREQ=MONTHLY;BYWEEKNO=1", .unsupported),
            ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=1MO", .unsupported), ("FREQ=MONTHLY;BYSETPOS=1", .malformed),
            ("FREQ=DAILY;BYHOUR=24", .malformed),
            ("RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY", .malformed), ("EXDATE:20260101", .malformed),
            ("RRULE:FREQ=DAILY\nRDATE:20260101", .unsupported),
            ("DTSTART:20260101\ndaily", .malformed), ("DTSTART:20260101T000000Z\ndaily", .malformed),
            ("DTSTART;TZID=Europe/Berlin:20260101T000000\ndaily", .malformed), ("DTSTART:20260101T000000", .malformed),
            ("FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6;BYMINUTE=0,1,2,3,4,5,6,7", .excessive), ("FREQ=DAILY;COUNT=١", .malformed),
        ] as [(String, RecurrenceError.Code)]
    )
    func refused(text: String, code: RecurrenceError.Code) {
        let error = #expect(throws: RecurrenceError.self) { try RecurrenceRule(text) }
        #expect(error?.code == code)
        #expect(error?.isRetriable == false)
    }

    @Test("a text without measure is refused") func long() {
        for text in [
            String(repeating: "FREQ=DAILY;", count: 1000), "FREQ=DAILY;BYMONTHDAY=" + String(repeating: "1,", count: 5000) + "1",
            String(repeating: "\n", count: 10_000), "FREQ=DAILY;EXDATE=" + (0..<1000).map { _ in "20260101" }.joined(separator: ","),
        ] {
            #expect(throws: RecurrenceError.self) { try RecurrenceRule(text) }
        }
        let many = "FREQ=DAILY;EXDATE=" + (0..<101).map { _ in "20260101" }.joined(separator: ",")
        #expect(throws: RecurrenceError.self) { try RecurrenceRule(many) }
    }

    @Test(
        "a rule that never comes up ends the search",
        arguments: [
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTH=4;BYMONTHDAY=-31",
            "FREQ=MONTHLY;INTERVAL=12;BYMONTH=6", "FREQ=YEARLY;BYDAY=MO;BYSETPOS=60", "FREQ=WEEKLY;BYDAY=MO;BYSETPOS=2",
            "FREQ=YEARLY;BYWEEKNO=30;BYMONTH=1;BYDAY=MO", "FREQ=DAILY;INTERVAL=1000;BYMONTH=2;BYMONTHDAY=30;BYHOUR=1,2,3,4,5,6",
            "FREQ=YEARLY;BYDAY=53MO;BYMONTH=1",
        ]
    )
    func impossible(rule: String) throws {
        #expect(try series(rule).first(after: start) == nil)
        var task = TodoTask(id: "a", userID: "ann", title: "x", dueAt: start, recurrenceRule: rule, createdAt: start)
        #expect(task.fieldErrors.map(\.field) == ["recurrence_rule"])
        task.recurrenceRule = "FREQ=DAILY;UNTIL=20200101"
        #expect(task.fieldErrors.isEmpty, "the last task of a series may still be changed")
    }

    @Test("broken rules of a task are named") func field() {
        let task = TodoTask(id: "a", userID: "ann", title: "x", recurrenceRule: "FREQ=SECONDLY", createdAt: start)
        #expect(task.fieldErrors.first == TaskFieldError("recurrence_rule", "FREQ is one of DAILY, WEEKLY, MONTHLY and YEARLY."))
    }

    @Test("the last of very many missed occurrences are found, and only those") func missed() throws {
        let series = try series("FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11;BYMINUTE=0,15,30,45")
        let end = try #require(Timestamp(rfc3339: "2076-01-01T00:00:00Z"))
        let last = series.last(3, after: start, through: end).map(\.instant.rfc3339)
        #expect(last == ["2075-12-31T11:30:00.000Z", "2075-12-31T11:45:00.000Z", "2076-01-01T00:00:00.000Z"])
        let yearly = try self.series("yearly")
        #expect(
            yearly.last(2, after: start, through: end).map(\.instant.rfc3339) == ["2074-01-01T09:00:00.000Z", "2075-01-01T09:00:00.000Z"]
        )
        #expect(yearly.last(5, after: start, through: start).isEmpty)
    }

    @Test("milliseconds of the due time are kept") func milliseconds() throws {
        let due = Timestamp(milliseconds: start.milliseconds + 250)
        let series = RecurrenceSeries(try RecurrenceRule("daily"), anchor: due, zone: try #require(TaskZone("UTC")))
        #expect(series.first(after: due)?.instant.rfc3339 == "2026-01-02T09:00:00.250Z")
    }

    @Test(
        "the text of a rule reads back as the same rule",
        arguments: [
            ("daily", "daily"), ("rrule:freq=weekly;byday=fr,mo", "FREQ=WEEKLY;BYDAY=FR,MO"),
            (
                "FREQ=MONTHLY;WKST=SU;BYSETPOS=-1;BYDAY=-1MO,2TU;INTERVAL=2;COUNT=3",
                "FREQ=MONTHLY;INTERVAL=2;COUNT=3;BYDAY=-1MO,2TU;BYSETPOS=-1;WKST=SU"
            ),
            ("FREQ=DAILY;UNTIL=20260103T075959Z", "FREQ=DAILY;UNTIL=20260103T075959Z"),
            ("FREQ=DAILY;UNTIL=20260103", "FREQ=DAILY;UNTIL=20260103"),
            ("DTSTART:20260131T090000\nmonthly", "DTSTART:20260131T090000\nmonthly"),
            ("EXDATE:20260101,20260102T030405\nFREQ=DAILY", "RRULE:FREQ=DAILY\nEXDATE:20260101,20260102T030405"),
        ]
    )
    func text(written: String, expected: String) throws {
        let rule = try RecurrenceRule(written)
        #expect(rule.text == expected)
        #expect(try RecurrenceRule(rule.text) == rule)
    }

    @Test("a task that is moved goes on from there, as often as it still would have") func moved() throws {
        var task = TodoTask(
            id: "a",
            userID: "ann",
            title: "x",
            dueAt: Timestamp(rfc3339: "2026-01-03T09:00:00Z"),
            recurrenceRule: "DTSTART:20260101T090000\nRRULE:FREQ=DAILY;COUNT=5",
            createdAt: start
        )
        var fields = TaskFields()
        fields.title = "y"
        fields.apply(to: &task, now: start)
        #expect(task.recurrenceRule == "DTSTART:20260101T090000\nRRULE:FREQ=DAILY;COUNT=5")
        fields.dueAt = Timestamp(rfc3339: "2026-01-03T20:00:00Z")
        fields.apply(to: &task, now: start)
        #expect(task.recurrenceRule == "FREQ=DAILY;COUNT=3")
        #expect(try task.series()?.occurrences(after: start, limit: 9).count == 3)
    }
}
