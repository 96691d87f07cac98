import ChatLanguage
import Foundation
import Testing

/// A time that the clocks skip moves on by the length of the gap; a time that comes twice means the first, or the second once the first is over.
@Suite("Days on which the clocks change")
struct ClockChangeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let zone: TimeZone
        let now: String
        let say: String
        let due: String
        var testDescription: String { "\(say), said at \(now)" }
    }

    @Test("due times in UTC", arguments: Self.table)
    func due(_ test: Case) throws {
        let intent = ChatParser.parse(test.say, now: try instant(test.now), timeZone: test.zone)
        guard case .addTask(let draft) = intent else {
            Issue.record("\(intent)")
            return
        }
        #expect(draft.dueAt == (try instant(test.due)))
    }

    @Test("an offset of a day keeps the time on the clock across the change")
    func offset() throws {
        let intent = ChatParser.parse(
            "add x on 29 March at noon, remind me 1 day before",
            now: try instant("2026-03-20T09:00:00Z"),
            timeZone: Phrase.berlin
        )
        guard case .addTask(let draft) = intent else {
            Issue.record("\(intent)")
            return
        }
        #expect(draft.offsetMinutes == 23 * 60)
    }

    private func instant(_ text: String) throws -> Int64 {
        Int64(try Date(text, strategy: .iso8601).timeIntervalSince1970 * 1000)
    }

    private static func berlin(_ now: String, _ say: String, _ due: String) -> Case {
        Case(zone: Phrase.berlin, now: now, say: say, due: due)
    }
    private static func newYork(_ now: String, _ say: String, _ due: String) -> Case {
        Case(zone: Phrase.newYork, now: now, say: say, due: due)
    }

    static let table = [
        // Berlin, 29 March 2026: 2:00 CET becomes 3:00 CEST.
        berlin("2026-03-28T09:00:00Z", "add x tomorrow at 1:59am", "2026-03-29T00:59:00Z"),
        berlin("2026-03-28T09:00:00Z", "add x tomorrow at 02:00", "2026-03-29T01:00:00Z"),
        berlin("2026-03-28T09:00:00Z", "add x tomorrow at 2:30am", "2026-03-29T01:30:00Z"),
        berlin("2026-03-28T09:00:00Z", "add x tomorrow at 03:00", "2026-03-29T01:00:00Z"),
        berlin("2026-03-28T09:00:00Z", "add x tomorrow at noon", "2026-03-29T10:00:00Z"),
        berlin("2026-03-28T09:00:00Z", "add x tomorrow", "2026-03-29T21:59:00Z"),
        berlin("2026-03-28T09:00:00Z", "add x in 24 hours", "2026-03-29T09:00:00Z"),
        berlin("2026-03-29T00:30:00Z", "add x in an hour", "2026-03-29T01:30:00Z"),
        berlin("2026-03-28T23:30:00Z", "add x at 02:30", "2026-03-29T01:30:00Z"),
        berlin("2026-03-28T09:00:00Z", "add x every day at 02:30", "2026-03-29T01:30:00Z"),
        // Berlin, 25 October 2026: 3:00 CEST becomes 2:00 CET.
        berlin("2026-10-24T09:00:00Z", "add x tomorrow at 01:59", "2026-10-24T23:59:00Z"),
        berlin("2026-10-24T09:00:00Z", "add x tomorrow at 2:30am", "2026-10-25T00:30:00Z"),
        berlin("2026-10-25T00:45:00Z", "add x at 02:30", "2026-10-25T01:30:00Z"),
        berlin("2026-10-25T01:45:00Z", "add x at 02:30", "2026-10-26T01:30:00Z"),
        berlin("2026-10-24T09:00:00Z", "add x tomorrow at 03:00", "2026-10-25T02:00:00Z"),
        berlin("2026-10-24T09:00:00Z", "add x tomorrow", "2026-10-25T22:59:00Z"),
        // New York, 8 March 2026: 2:00 EST becomes 3:00 EDT.
        newYork("2026-03-07T15:00:00Z", "add x tomorrow at 2:30am", "2026-03-08T07:30:00Z"),
        newYork("2026-03-07T15:00:00Z", "add x tomorrow at 3am", "2026-03-08T07:00:00Z"),
        newYork("2026-03-07T15:00:00Z", "add x tomorrow at 9am", "2026-03-08T13:00:00Z"),
        newYork("2026-03-07T15:00:00Z", "add x in 24 hours", "2026-03-08T15:00:00Z"),
        // New York, 1 November 2026: 2:00 EDT becomes 1:00 EST.
        newYork("2026-10-31T15:00:00Z", "add x tomorrow at 1:30am", "2026-11-01T05:30:00Z"),
        newYork("2026-11-01T05:45:00Z", "add x at 01:30", "2026-11-01T06:30:00Z"),
        newYork("2026-10-31T15:00:00Z", "add x tomorrow at 2am", "2026-11-01T07:00:00Z"),
        newYork("2026-10-31T15:00:00Z", "add x on monday at 9am", "2026-11-02T14:00:00Z"),
    ]
}
