import Reminders
import Testing

@Suite("Timestamps")
struct TimestampTests {
    @Test(
        "are read from RFC 3339",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-01-01T09:00:00.250Z", 1_767_258_000_250), ("2026-01-01T09:00:00+02:00", 1_767_250_800_000),
            ("2024-02-29T23:59:59.999-11:30", 1_709_292_599_999), ("2016-12-31T23:59:60Z", 1_483_228_800_000),
            ("2026-01-01t09:00:00.1z", 1_767_258_000_100), ("2026-01-01 09:00:00Z", 1_767_258_000_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
        ] as [(String, Int64)]
    )
    func read(text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test("round fractions up, so that nothing is early")
    func fractions() {
        #expect(Timestamp(rfc3339: "1970-01-01T00:00:00.0001Z")?.milliseconds == 1)
        #expect(Timestamp(rfc3339: "1970-01-01T00:00:00.123000000Z")?.milliseconds == 123)
        #expect(Timestamp(rfc3339: "1970-01-01T00:00:00.9999999999Z")?.milliseconds == 1000)
    }

    @Test(
        "are not read from anything else",
        arguments: [
            "", "now", "2026-01-01", "2026-01-01T09:00:00", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z",
            "2026-01-32T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T09:60:00Z", "2026-01-01T09:00:61Z", "2026-01-01T09:00:00.Z",
            "2026-01-01T09:00:00+2:00", "2026-01-01T09:00:00+0200", "2026-01-01T09:00:00Z ", " 2026-01-01T09:00:00Z",
            "+2026-01-01T09:00:00Z",
            "20260101T090000Z", "1969-12-31T23:59:59Z", "2026-01-01T09:00:00+24:00", "２026-01-01T09:00:00Z",
        ]
    )
    func refuse(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test("are written as they are read")
    func roundTrip() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let instant = Timestamp(milliseconds: Int64.random(in: 0...Timestamp.distantFuture.milliseconds, using: &generator))
            #expect(Timestamp(rfc3339: instant.rfc3339) == instant)
        }
    }

    @Test("count milliseconds")
    func arithmetic() {
        let instant = Timestamp(milliseconds: 1000)
        #expect(instant + .milliseconds(5) == Timestamp(milliseconds: 1005))
        #expect(instant - .seconds(1) == .distantPast)
        #expect(instant + .seconds(2) - instant == .seconds(2))
    }
}
