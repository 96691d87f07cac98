import Testing

@testable import LocalSidecar

@Suite("Times as Dapr reads them")
struct TimeTests {
    @Test(
        "a Go duration is read to the nanosecond",
        arguments: [
            ("90s", 90_000_000_000), ("1h30m", 5_400_000_000_000), ("250ms", 250_000_000), ("1.5s", 1_500_000_000), ("-5s", -5_000_000_000),
            ("0", 0), ("0s", 0), (".5s", 500_000_000), ("1us", 1000), ("+3ns", 3),
        ]
    )
    func goDurations(text: String, nanoseconds: Int64) {
        #expect(Span(go: text)?.nanoseconds == nanoseconds)
    }

    @Test("what Go does not take is no duration", arguments: ["", "5", "s", "1 s", "tomorrow", "1d", ".s", "-", "9223372036854775807h"])
    func noDurations(text: String) {
        #expect(Span(go: text) == nil)
    }

    @Test(
        "RFC 3339 keeps its zone and fraction",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2000-02-29T12:00:00Z", 951_825_600_000_000_000), ("1970-01-01T02:00:00+02:00", 0),
            ("1970-01-01T00:00:00.250Z", 250_000_000), ("1969-12-31T23:59:59.999999999Z", -1),
        ]
    )
    func instants(text: String, nanoseconds: Int64) {
        #expect(Moment(rfc3339: text)?.nanoseconds == nanoseconds)
    }

    @Test(
        "an instant without zone, or off the calendar, is none",
        arguments: [
            "2099-01-01T00:00:00", "2099-02-29T00:00:00Z", "2099-13-01T00:00:00Z", "2099-01-01 00:00:00Z", "2099-01-01T25:00:00Z",
            "9999-01-01T00:00:00Z",
        ]
    )
    func noInstants(text: String) {
        #expect(Moment(rfc3339: text) == nil)
    }

    @Test("ISO durations count calendar units first, and a number without unit counts for nothing")
    func isoDurations() throws {
        let start = try #require(Moment(rfc3339: "2024-01-31T10:00:00Z"))
        #expect(TimePoint("P1D")?.moment(from: start)?.rfc3339 == "2024-02-01T10:00:00Z")
        #expect(TimePoint("PT30M")?.moment(from: start)?.rfc3339 == "2024-01-31T10:30:00Z")
        #expect(TimePoint("PT5")?.moment(from: start) == start)
        #expect(TimePoint("R5/PT30M") == nil)
        #expect(TimePoint("P") == nil)
    }

    @Test("microseconds are rounded up, so that a job never comes early")
    func rounding() {
        #expect(Moment(nanoseconds: 1001).microseconds == 2)
        #expect(Moment(nanoseconds: 1000).microseconds == 1)
        #expect(Moment(nanoseconds: -1).microseconds == 0)
    }

    @Test("civil time and days are inverse over four centuries")
    func civilTime() {
        for day in stride(from: Int64(-100_000), through: 100_000, by: 37) {
            let civil = CivilTime(Moment(nanoseconds: day * 86_400 * 1_000_000_000), offset: 0)
            #expect(CivilTime.days(year: civil.year, month: civil.month, day: civil.day) == day)
        }
        #expect(CivilTime(Moment(nanoseconds: 0), offset: 0).weekday == 4)
    }

    @Test("the cron binding's time is written as Go writes it")
    func goText() {
        #expect(Moment(nanoseconds: 1_767_225_600_000_000_007).goText == "2026-01-01 00:00:00.000000007 +0000 UTC")
    }
}
