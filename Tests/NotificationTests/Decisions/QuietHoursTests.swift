import Reminders
import Testing

@testable import Notification

@Suite("Quiet hours")
struct QuietHoursTests {
    private static func end(_ from: String, _ to: String, at now: String, in zone: String) throws -> String? {
        let hours = QuietHours(from: try #require(QuietHours.minute(from)), to: try #require(QuietHours.minute(to)))
        return hours.end(at: try #require(Timestamp(rfc3339: now)), in: LocalZone(zone))?.rfc3339
    }

    @Test(
        "end at their local time of day, over midnight or within a day, in any zone; outside of them nothing waits",
        arguments: [
            ("22:00", "07:00", "2027-01-15T21:59:59.999Z", "UTC", nil),
            ("22:00", "07:00", "2027-01-15T22:00:00Z", "UTC", "2027-01-16T07:00:00.000Z"),
            ("22:00", "07:00", "2027-01-16T00:00:00Z", "UTC", "2027-01-16T07:00:00.000Z"),
            ("22:00", "07:00", "2027-01-16T06:59:59.999Z", "UTC", "2027-01-16T07:00:00.000Z"),
            ("22:00", "07:00", "2027-01-16T07:00:00Z", "UTC", nil),
            ("13:00", "14:30", "2027-01-15T13:15:00Z", "UTC", "2027-01-15T14:30:00.000Z"),
            ("13:00", "14:30", "2027-01-15T14:30:00Z", "UTC", nil),
            ("00:00", "07:00", "2027-01-15T00:00:00Z", "UTC", "2027-01-15T07:00:00.000Z"),
            ("22:00", "00:00", "2027-01-15T23:00:00Z", "UTC", "2027-01-16T00:00:00.000Z"),
            ("22:00", "07:00", "2027-01-15T21:30:00Z", "Europe/Berlin", "2027-01-16T06:00:00.000Z"),
            ("22:00", "07:00", "2027-01-15T13:30:00Z", "Asia/Kolkata", nil),
            ("22:00", "07:00", "2027-01-15T17:00:00Z", "Asia/Kolkata", "2027-01-16T01:30:00.000Z"),
            // The date differs from that of UTC.
            ("22:00", "07:00", "2027-01-15T10:30:00Z", "Pacific/Kiritimati", "2027-01-15T17:00:00.000Z"),
            ("22:00", "07:00", "2027-01-15T09:00:00Z", "Pacific/Honolulu", "2027-01-15T17:00:00.000Z"),
            // What does not name a zone any more counts as UTC.
            ("22:00", "07:00", "2027-01-15T23:00:00Z", "Nowhere/Nothing", "2027-01-16T07:00:00.000Z"),
        ] as [(String, String, String, String, String?)]
    )
    func ordinary(_ from: String, _ to: String, _ now: String, _ zone: String, _ end: String?) throws {
        #expect(try Self.end(from, to, at: now, in: zone) == end)
    }

    @Test(
        "on the days when clocks change",
        arguments: [
            // Berlin, 28 March 2027: 02:00 becomes 03:00 at 01:00 UTC. The night is an hour shorter.
            ("22:00", "07:00", "2027-03-27T22:00:00Z", "Europe/Berlin", "2027-03-28T05:00:00.000Z"),
            // The clock never shows 02:30: quiet ends when it is put forward over it.
            ("22:00", "02:30", "2027-03-27T22:00:00Z", "Europe/Berlin", "2027-03-28T01:00:00.000Z"),
            ("22:00", "02:00", "2027-03-27T22:00:00Z", "Europe/Berlin", "2027-03-28T01:00:00.000Z"),
            ("22:00", "03:00", "2027-03-27T22:00:00Z", "Europe/Berlin", "2027-03-28T01:00:00.000Z"),
            // 31 October 2027: 03:00 becomes 02:00 at 01:00 UTC. The night is an hour longer.
            ("22:00", "07:00", "2027-10-30T22:00:00Z", "Europe/Berlin", "2027-10-31T06:00:00.000Z"),
            // The clock shows 02:30 twice. The first time ends it,
            ("22:00", "02:30", "2027-10-30T22:00:00Z", "Europe/Berlin", "2027-10-31T00:30:00.000Z"),
            ("22:00", "02:30", "2027-10-31T00:45:00Z", "Europe/Berlin", nil),
            // and then come quiet minutes once more.
            ("22:00", "02:30", "2027-10-31T01:15:00Z", "Europe/Berlin", "2027-10-31T01:30:00.000Z"),
            // Half an hour on Lord Howe Island, at 15:30 UTC the day before.
            ("22:00", "02:15", "2027-10-02T14:00:00Z", "Australia/Lord_Howe", "2027-10-02T15:30:00.000Z"),
        ] as [(String, String, String, String, String?)]
    )
    func changes(_ from: String, _ to: String, _ now: String, _ zone: String, _ end: String?) throws {
        #expect(try Self.end(from, to, at: now, in: zone) == end)
    }

    @Test("whenever it is quiet, the end is later, at most a day and an hour away, and the clock is then outside the range")
    func everyQuarter() throws {
        let zone = LocalZone("America/New_York")
        for (from, to) in [(22 * 60, 7 * 60), (60, 150), (23 * 60 + 45, 2 * 60 + 15), (120, 119)] {
            let hours = QuietHours(from: from, to: to)
            // Three days around each change: 14 March and 7 November 2027.
            for quarter in 0..<(2 * 3 * 96) {
                let first = try #require(Timestamp(rfc3339: quarter < 3 * 96 ? "2027-03-13T00:00:00Z" : "2027-11-06T00:00:00Z"))
                let now = first + .seconds(quarter % (3 * 96) * 900)
                guard let end = hours.end(at: now, in: zone) else { continue }
                #expect(end > now && end - now <= .seconds(90_000))
                #expect(hours.end(at: end, in: zone) == nil)
            }
        }
    }
}
