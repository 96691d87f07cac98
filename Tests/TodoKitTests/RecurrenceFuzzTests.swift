import Reminders
import Testing
import TodoKit

@Suite struct RecurrenceFuzzTests {
    private static let pieces = [
        "FREQ=DAILY", "FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY", "FREQ=SECONDLY", "INTERVAL=1000", "INTERVAL=7", "COUNT=10000",
        "COUNT=1",
        "UNTIL=99991231", "UNTIL=19000101T000000Z", "BYMONTH=2", "BYMONTH=1,2,12", "BYMONTHDAY=30,31", "BYMONTHDAY=-31", "BYYEARDAY=366",
        "BYYEARDAY=-366", "BYWEEKNO=53", "BYWEEKNO=-53,1", "BYDAY=MO", "BYDAY=-53SU,5MO", "BYDAY=MO,TU,WE,TH,FR,SA,SU", "BYHOUR=0,23",
        "BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11", "BYMINUTE=0,15,30,59", "BYSETPOS=366", "BYSETPOS=-1,1", "WKST=SU", "EXDATE=20260101",
        "BYSECOND=59", "RSCALE=HEBREW", "\n", "DTSTART:19000101T000000", "DTSTART:99991231T235959", "EXDATE:20260102T090000Z", "monthly",
        "=", ",", ":",
        "\u{0}", "é", "-", "RRULE:",
    ]

    @Test("20,000 texts made of pieces are refused or come to an end, in order, and read back as the same rule") func pieces() throws {
        var random = SplitMix(state: 0x5EED)
        let zones = try ["UTC", "Europe/Berlin", "Australia/Lord_Howe"].map { try #require(TaskZone($0)) }
        var accepted = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...6, using: &random)
            let head = Bool.random(using: &random) ? ["FREQ=YEARLY", "FREQ=MONTHLY", "FREQ=DAILY"].randomElement(using: &random) : nil
            let parts = (0..<count).compactMap { _ in Self.pieces.randomElement(using: &random) }
            let text = ([head].compactMap(\.self) + parts).joined(separator: ";").split(separator: ";\n;").joined(separator: "\n")
            guard let rule = try? RecurrenceRule(text) else { continue }
            accepted += 1
            #expect(try RecurrenceRule(rule.text) == rule, "\(text)")
            // Searching for what never comes is the dearest there is; a part of the texts is enough for it.
            guard accepted.isMultiple(of: 8), let zone = zones.randomElement(using: &random) else { continue }
            let anchor = Timestamp(milliseconds: Int64.random(in: 0...4_000_000_000_000, using: &random))
            let found = RecurrenceSeries(rule, anchor: anchor, zone: zone).occurrences(after: anchor, limit: 5).map(\.instant)
            #expect(found.count <= 5 && zip(found, found.dropFirst()).allSatisfy(<) && found.allSatisfy { $0 > anchor }, "\(text)")
        }
        #expect(accepted > 1000)
    }
}

/// A generator that gives the same numbers each time.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
