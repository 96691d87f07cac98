import Reminders
import Testing
import TodoKit

/// Rules, where they begin on the wall clock of a zone, and what comes after that. Each expectation is written out by hand.
@Suite struct RecurrenceTableTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var rule: String
        var zone: String
        var start: String
        /// Local times, or UTC times ending in `Z`.
        var next: [String]
        /// Whether nothing comes after these.
        var ends: Bool

        init(_ rule: String, _ zone: String, _ start: String, _ next: [String], ends: Bool = false) {
            (self.rule, self.zone, self.start, self.next, self.ends) = (rule, zone, start, next, ends)
        }

        var testDescription: String { "\(rule.replacing("\n", with: " | ")) from \(start) \(zone)" }
    }

    @Test("what comes next", arguments: words + frequencies + choices + endings + exceptions)
    func next(row: Row) throws { try check(row) }

    @Test("clock changes", arguments: berlin + newYork + lordHowe + elsewhere)
    func clocks(row: Row) throws { try check(row) }

    private func check(_ row: Row) throws {
        let zone = try #require(TaskZone(row.zone))
        let start = try zone.instant(of: civil(row.start))
        let series = RecurrenceSeries(try RecurrenceRule(row.rule), anchor: start, zone: zone)
        let expected = try row.next.map { text in
            try text.hasSuffix("Z") ? Timestamp(milliseconds: civil(String(text.dropLast())).milliseconds) : zone.instant(of: civil(text))
        }
        let found = series.occurrences(after: start, limit: expected.count + (row.ends ? 1 : 0)).map(\.instant)
        #expect(found == expected)
        #expect(series.first(after: start)?.instant == expected.first)
    }

    private func civil(_ text: String) throws -> CivilTime {
        let time = text.contains("T") ? text : text + "T09:00"
        return CivilTime(milliseconds: try #require(Timestamp(rfc3339: time + ":00Z")).milliseconds)
    }

    static let words = [
        Row("daily", "UTC", "2026-01-01", ["2026-01-02", "2026-01-03"]),
        Row("Daily", "UTC", "2026-12-31", ["2027-01-01"]),
        Row("weekly", "UTC", "2026-01-01", ["2026-01-08", "2026-01-15"]),
        Row("MONTHLY", "UTC", "2026-01-15", ["2026-02-15", "2026-03-15"]),
        Row("monthly", "UTC", "2026-01-31", ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]),
        Row("monthly", "UTC", "2028-01-30", ["2028-02-29", "2028-03-30"]),
        Row("monthly", "UTC", "2027-01-29", ["2027-02-28", "2027-03-29"]),
        Row("yearly", "UTC", "2026-06-01", ["2027-06-01", "2028-06-01"]),
        Row("yearly", "UTC", "2024-02-29", ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        Row("DTSTART:20260131T090000\nmonthly", "UTC", "2026-02-28", ["2026-03-31", "2026-04-30"]),
    ]

    static let frequencies = [
        Row("FREQ=DAILY", "UTC", "2028-02-28", ["2028-02-29", "2028-03-01"]),
        Row("RRULE:FREQ=DAILY;INTERVAL=10", "UTC", "2026-01-25", ["2026-02-04", "2026-02-14"]),
        Row("freq=weekly", "UTC", "2026-01-07", ["2026-01-14"]),
        Row("FREQ=WEEKLY;INTERVAL=2", "UTC", "2026-12-28", ["2027-01-11", "2027-01-25"]),
        Row("FREQ=MONTHLY", "UTC", "2026-01-31", ["2026-03-31", "2026-05-31", "2026-07-31", "2026-08-31"]),
        Row("FREQ=MONTHLY;INTERVAL=3", "UTC", "2026-11-30", ["2027-05-30", "2027-08-30", "2027-11-30", "2028-05-30"]),
        Row("FREQ=YEARLY", "UTC", "2024-02-29", ["2028-02-29", "2032-02-29"]),
        Row("FREQ=YEARLY;INTERVAL=4", "UTC", "2096-02-29", ["2104-02-29"]),
        Row("FREQ=YEARLY;INTERVAL=2", "UTC", "2026-05-05", ["2028-05-05", "2030-05-05"]),
    ]

    static let choices = [
        Row("FREQ=WEEKLY;BYDAY=MO,WE,FR", "UTC", "2026-01-01", ["2026-01-02", "2026-01-05", "2026-01-07", "2026-01-09"]),
        Row("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "UTC", "2026-01-02", ["2026-01-05"]),
        Row("FREQ=DAILY;BYDAY=SA,SU", "UTC", "2026-01-01", ["2026-01-03", "2026-01-04", "2026-01-10"]),
        // The example of RFC 5545 on what the start of the week changes.
        Row(
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
            "UTC",
            "1997-08-05",
            ["1997-08-10", "1997-08-19", "1997-08-24"],
            ends: true
        ),
        Row(
            "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
            "UTC",
            "1997-08-05",
            ["1997-08-17", "1997-08-19", "1997-08-31"],
            ends: true
        ),
        // The third of a week that had begun before.
        Row("FREQ=WEEKLY;BYDAY=TU,SA,TH;BYSETPOS=3;WKST=SU", "UTC", "2011-11-04", ["2011-11-05", "2011-11-12"]),
        Row("FREQ=WEEKLY;BYDAY=SA,MO,WE;BYSETPOS=2", "UTC", "2020-10-20", ["2020-10-21", "2020-10-28"]),
        Row("FREQ=WEEKLY;BYMONTH=12;BYDAY=MO", "UTC", "2026-12-28", ["2027-12-06"]),
        Row("FREQ=MONTHLY;BYDAY=1FR", "UTC", "2026-01-02", ["2026-02-06", "2026-03-06"]),
        Row("FREQ=MONTHLY;BYDAY=-1FR", "UTC", "2026-01-30", ["2026-02-27", "2026-03-27"]),
        Row("FREQ=MONTHLY;BYDAY=5SA", "UTC", "2026-01-31", ["2026-05-30", "2026-08-29"]),
        Row("FREQ=MONTHLY;BYDAY=1MO,-1MO", "UTC", "2026-01-05", ["2026-01-26", "2026-02-02", "2026-02-23"]),
        Row("FREQ=MONTHLY;BYMONTHDAY=15,-1", "UTC", "2026-01-15", ["2026-01-31", "2026-02-15", "2026-02-28", "2026-03-15"]),
        Row("FREQ=MONTHLY;BYMONTHDAY=31", "UTC", "2026-03-31", ["2026-05-31"]),
        Row("FREQ=MONTHLY;BYMONTHDAY=-31", "UTC", "2026-01-01", ["2026-03-01", "2026-05-01"]),
        Row("FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "UTC", "2026-01-31", ["2026-02-28", "2026-03-31"]),
        Row("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "UTC", "2026-01-13", ["2026-02-13", "2026-03-13", "2026-11-13"]),
        Row("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "UTC", "2026-01-30", ["2026-02-27", "2026-03-31"]),
        Row("FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3", "UTC", "2026-01-06", ["2026-01-07", "2026-02-05", "2026-03-05"]),
        Row("FREQ=MONTHLY;BYMONTH=6,7", "UTC", "2026-06-10", ["2026-07-10", "2027-06-10"]),
        Row("FREQ=YEARLY;BYMONTH=3,9", "UTC", "2026-03-20", ["2026-09-20", "2027-03-20"]),
        Row("FREQ=YEARLY;BYMONTHDAY=1", "UTC", "2026-11-01", ["2026-12-01", "2027-01-01"]),
        Row("FREQ=YEARLY;BYDAY=20MO", "UTC", "1997-05-19", ["1998-05-18", "1999-05-17"]),
        Row("FREQ=YEARLY;BYMONTH=3;BYDAY=TH", "UTC", "1997-03-13", ["1997-03-20", "1997-03-27", "1998-03-05"]),
        Row("FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", "UTC", "2026-11-26", ["2027-11-25", "2028-11-23"]),
        Row("FREQ=YEARLY;BYYEARDAY=1,100,-1", "UTC", "2026-01-01", ["2026-04-10", "2026-12-31", "2027-01-01"]),
        Row("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "UTC", "1997-05-12", ["1998-05-11", "1999-05-17"]),
        Row("FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO", "UTC", "2026-01-01", ["2026-12-28", "2032-12-27"]),
        Row("FREQ=YEARLY;BYWEEKNO=10", "UTC", "2026-03-04", ["2027-03-10"]),
        Row("FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "UTC", "1996-11-05", ["2000-11-07", "2004-11-02"]),
        Row("FREQ=DAILY;BYHOUR=9,17", "UTC", "2026-01-01T09:00", ["2026-01-01T17:00", "2026-01-02T09:00"]),
        Row("FREQ=DAILY;BYHOUR=8;BYMINUTE=0,30", "UTC", "2026-01-01T08:00", ["2026-01-01T08:30", "2026-01-02T08:00"]),
    ]

    static let endings = [
        Row("FREQ=DAILY;COUNT=3", "UTC", "2026-01-01", ["2026-01-02", "2026-01-03"], ends: true),
        Row("FREQ=DAILY;COUNT=1", "UTC", "2026-01-01", [], ends: true),
        // A start that the rule does not take is no occurrence of it.
        Row("FREQ=WEEKLY;BYDAY=MO;COUNT=2", "UTC", "2026-01-01", ["2026-01-05", "2026-01-12"], ends: true),
        Row("FREQ=DAILY;UNTIL=20260103", "UTC", "2026-01-01", ["2026-01-02", "2026-01-03"], ends: true),
        Row("FREQ=DAILY;UNTIL=20260103T090000", "UTC", "2026-01-01", ["2026-01-02", "2026-01-03"], ends: true),
        Row("FREQ=DAILY;UNTIL=20260103T085959", "UTC", "2026-01-01", ["2026-01-02"], ends: true),
        Row("FREQ=DAILY;UNTIL=20260103T080000Z", "Europe/Berlin", "2026-01-01", ["2026-01-02", "2026-01-03"], ends: true),
        Row("FREQ=DAILY;UNTIL=20260103T075959Z", "Europe/Berlin", "2026-01-01", ["2026-01-02"], ends: true),
        Row("DTSTART:20260101T090000\nRRULE:FREQ=DAILY;COUNT=3", "UTC", "2026-01-02", ["2026-01-03"], ends: true),
    ]

    static let exceptions = [
        Row("RRULE:FREQ=DAILY\nEXDATE:20260102T090000", "UTC", "2026-01-01", ["2026-01-03", "2026-01-04"]),
        Row("RRULE:FREQ=DAILY\r\nEXDATE:20260102,20260103", "UTC", "2026-01-01", ["2026-01-04"]),
        Row("RRULE:FREQ=DAILY\nEXDATE;VALUE=DATE:20260102", "UTC", "2026-01-01", ["2026-01-03"]),
        Row("FREQ=DAILY;EXDATE=20260102T080000Z", "Europe/Berlin", "2026-01-01", ["2026-01-03"]),
        Row("FREQ=DAILY;EXDATE=20260102T100000", "UTC", "2026-01-01", ["2026-01-02"]),
        Row("FREQ=DAILY;COUNT=3;EXDATE=20260102", "UTC", "2026-01-01", ["2026-01-03"], ends: true),
    ]

    // 2026: forward on 29 March at 02:00, back on 25 October at 03:00.
    static let berlin = [
        Row("daily", "Europe/Berlin", "2026-03-28T09:00", ["2026-03-29T07:00Z", "2026-03-30T07:00Z"]),
        Row("daily", "Europe/Berlin", "2026-03-28T02:30", ["2026-03-29T01:30Z", "2026-03-30T00:30Z"]),
        Row("daily", "Europe/Berlin", "2026-03-28T02:00", ["2026-03-29T01:00Z", "2026-03-30T00:00Z"]),
        Row("daily", "Europe/Berlin", "2026-03-28T03:00", ["2026-03-29T01:00Z", "2026-03-30T01:00Z"]),
        Row("daily", "Europe/Berlin", "2026-10-24T02:30", ["2026-10-25T00:30Z", "2026-10-26T01:30Z"]),
        Row("daily", "Europe/Berlin", "2026-10-24T03:00", ["2026-10-25T02:00Z", "2026-10-26T02:00Z"]),
        Row("weekly", "Europe/Berlin", "2026-10-19T18:00", ["2026-10-26T17:00Z", "2026-11-02T17:00Z"]),
        // 02:30 moves to 03:30, where there is one already.
        Row("FREQ=DAILY;BYHOUR=2,3;BYMINUTE=30", "Europe/Berlin", "2026-03-28T03:30", ["2026-03-29T01:30Z", "2026-03-30T00:30Z"]),
        Row("FREQ=DAILY;EXDATE=20260329T023000", "Europe/Berlin", "2026-03-28T02:30", ["2026-03-30T00:30Z"]),
    ]

    // 2026: forward on 8 March at 02:00, back on 1 November at 02:00.
    static let newYork = [
        Row("daily", "America/New_York", "2026-03-07T09:00", ["2026-03-08T13:00Z", "2026-03-09T13:00Z"]),
        Row("daily", "America/New_York", "2026-03-07T02:30", ["2026-03-08T07:30Z", "2026-03-09T06:30Z"]),
        Row("daily", "America/New_York", "2026-10-31T01:30", ["2026-11-01T05:30Z", "2026-11-02T06:30Z"]),
        Row("FREQ=MONTHLY;BYDAY=1SU", "America/New_York", "2026-10-04T01:15", ["2026-11-01T05:15Z", "2026-12-06T06:15Z"]),
        Row("FREQ=DAILY;UNTIL=20260308T073000Z", "America/New_York", "2026-03-07T02:30", ["2026-03-08T07:30Z"], ends: true),
    ]

    // Half an hour: forward on 4 October 2026 at 02:00, back on 5 April at 02:00.
    static let lordHowe = [
        Row("daily", "Australia/Lord_Howe", "2026-10-03T02:15", ["2026-10-03T15:45Z", "2026-10-04T15:15Z"]),
        Row("daily", "Australia/Lord_Howe", "2026-04-04T01:45", ["2026-04-04T14:45Z", "2026-04-05T15:15Z"]),
        Row("weekly", "Australia/Lord_Howe", "2026-03-29T09:00", ["2026-04-04T22:30Z"]),
    ]

    static let elsewhere = [
        // 30 December 2011 did not happen there.
        Row("daily", "Pacific/Apia", "2011-12-28T12:00", ["2011-12-29T22:00Z", "2011-12-30T22:00Z", "2011-12-31T22:00Z"]),
        Row("daily", "Asia/Kolkata", "2026-03-28T09:00", ["2026-03-29T03:30Z"]),
        Row("daily", "America/Sao_Paulo", "2018-11-03T00:00", ["2018-11-04T03:00Z", "2018-11-05T02:00Z"]),
        Row("yearly", "Pacific/Kiritimati", "2026-01-01T00:00", ["2026-12-31T10:00Z"]),
    ]
}
