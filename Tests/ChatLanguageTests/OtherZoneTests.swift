import ChatLanguage
import Testing

/// The same instant, 4 March 2026, 9:00 UTC, is four in the morning in New York.
@Suite("In another time zone")
struct OtherZoneTests {
    @Test("days and times are the user's", arguments: Self.table)
    func newYork(_ phrase: Phrase) { phrase.check(in: Phrase.newYork) }

    @Test("“today” is the user's day, whatever day it is in UTC")
    func yesterdayInUTC() {
        // 5 March, 3:00 UTC.
        Phrase("add x today", "add [x] due Wed 2026-03-04 23:59").check(now: 1_772_679_600_000, in: Phrase.newYork)
    }

    static let table = [
        Phrase("add x at 9am", "add [x] due Wed 2026-03-04 09:00"),
        Phrase("add x at 3am", "add [x] due Thu 2026-03-05 03:00"),
        Phrase("add x this morning", "add [x] due Wed 2026-03-04 09:00"),
        Phrase("add x in 20 minutes", "add [x] due Wed 2026-03-04 04:20"),
        Phrase("remind me tomorrow to call mum", "remind [call mum] Thu 2026-03-05 09:00"),
        Phrase("add x 2027-03-03T17:30Z", "add [x] due Wed 2027-03-03 12:30"),
        Phrase("add x daily until 1 May", "add [x] due Wed 2026-03-04 23:59 FREQ=DAILY;UNTIL=20260502T035959Z"),
    ]
}
