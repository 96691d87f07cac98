import Testing

@testable import LocalSidecar

@Suite("Cron schedules")
struct CronTests {
    private func next(_ text: String, after start: String, _ count: Int = 1, parser: CronParser = .jobs) throws -> [String] {
        let schedule = try parser.parse(text)
        var moment = try #require(Moment(rfc3339: start))
        var ticks: [String] = []
        for _ in 0..<count {
            moment = try #require(schedule.next(after: moment))
            ticks.append(moment.rfc3339)
        }
        return ticks
    }

    @Test(
        "the next tick",
        arguments: [
            ("* * * * * *", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"),
            ("0 0 9 * * *", "2026-01-01T09:00:00Z", "2026-01-02T09:00:00Z"),
            ("0 0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z"),
            ("*/20 59 23 31 12 *", "2026-12-31T23:59:41Z", "2027-12-31T23:59:00Z"),
            ("0 0 12 * * mon-fri", "2026-01-02T13:00:00Z", "2026-01-05T12:00:00Z"),
            ("0 0 12 13 * fri", "2026-01-01T00:00:00Z", "2026-01-02T12:00:00Z"),
            ("0 0 12 * * 7", "2026-01-01T00:00:00Z", "2026-01-04T12:00:00Z"),
            ("0 0 0 1 jan,jul *", "2026-01-01T00:00:00Z", "2026-07-01T00:00:00Z"),
            ("@monthly", "2026-01-15T00:00:00Z", "2026-02-01T00:00:00Z"),
            ("@weekly", "2026-01-01T00:00:00Z", "2026-01-04T00:00:00Z"),
            ("@every 90s", "2026-01-01T00:00:00Z", "2026-01-01T00:01:30Z"),
        ]
    )
    func ticks(text: String, start: String, tick: String) throws {
        #expect(try next(text, after: start) == [tick])
    }

    @Test("@every keeps fractions of a second")
    func fractions() throws {
        #expect(try CronParser.jobs.parse("@every 1500ms").next(after: Moment(nanoseconds: 1)) == Moment(nanoseconds: 1_500_000_001))
    }

    @Test("a zone moves with daylight saving time")
    func zones() throws {
        let ticks = try next("CRON_TZ=Europe/Rome 0 0 9 * * *", after: "2026-03-28T00:00:00Z", 2)
        #expect(ticks == ["2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z"])
    }

    @Test("a time in the gap of spring comes an hour later, and one that autumn repeats comes once")
    func gapAndRepetition() throws {
        #expect(try next("TZ=Europe/Rome 0 30 2 29 3 *", after: "2026-03-28T00:00:00Z") == ["2026-03-29T01:30:00Z"])
        #expect(
            try next("TZ=Europe/Rome 0 30 2 * 10 *", after: "2026-10-25T00:00:00Z", 2) == ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]
        )
    }

    @Test("the binding takes five fields, a job does not")
    func fiveFields() throws {
        #expect(try next("*/5 * * * *", after: "2026-01-01T00:00:00Z", parser: .binding) == ["2026-01-01T00:05:00Z"])
        #expect(throws: CronError("expected exactly 6 fields, found 5: [*/5 * * * *]")) { try CronParser.jobs.parse("*/5 * * * *") }
    }

    @Test(
        "what cannot be read is refused",
        arguments: [
            "", "nonsense", "2h45m", "TZ=UTC", "CRON_TZ=Europe/Rome @every 1h", "CRON_TZ=Not/AZone 0 0 9 * * *", "60 * * * * *",
            "* * * 0 * *",
            "5-1 * * * * *", "*/0 * * * * *", "1-2-3 * * * * *", "@sometimes", "@every x", "@every 0s",
        ]
    )
    func refused(text: String) {
        #expect(throws: CronError.self) { try CronParser.jobs.parse(text) }
    }

    @Test("a binding skips the ticks that it missed")
    func noCatchUp() throws {
        let yaml =
            "apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata: {name: tick}\nspec: {type: bindings.cron, version: v1, metadata: [{name: schedule, value: '@every 1s'}, {name: direction, value: input}]}"
        let resources = try Resources(files: [("tick.yaml", yaml)], appID: "a", environment: [:])
        let binding = try CronBinding(try #require(resources.components.first))
        let now = Moment(nanoseconds: 10_300_000_000)
        #expect(binding.next(after: Moment(nanoseconds: 1_000_000_000), now: now) == Moment(nanoseconds: 11_300_000_000))
        #expect(binding.next(after: Moment(nanoseconds: 10_000_000_000), now: now) == Moment(nanoseconds: 11_000_000_000))
    }
}
