import Testing

@Suite("Times of day")
struct ClockTests {
    @Test("A time alone is the next one; a bare hour from 1 to 6 is in the afternoon", arguments: Self.timesTable)
    func times(_ phrase: Phrase) { phrase.check() }

    @Test("Parts of the day say which half is meant", arguments: Self.partsTable)
    func parts(_ phrase: Phrase) { phrase.check() }

    @Test("Delays count from now", arguments: Self.delaysTable)
    func delays(_ phrase: Phrase) { phrase.check() }

    @Test("Times that are over or do not exist are asked about", arguments: Self.refusedTimesTable)
    func refusedTimes(_ phrase: Phrase) { phrase.check() }

    static let timesTable = [
        Phrase("add x at 5", "add [x] due Wed 2026-03-04 17:00"),
        Phrase("add x at 6", "add [x] due Wed 2026-03-04 18:00"),
        Phrase("add x at 7", "add [x] due Thu 2026-03-05 07:00"),
        Phrase("add x at 10", "add [x] due Thu 2026-03-05 10:00"),
        Phrase("add x at 11", "add [x] due Wed 2026-03-04 11:00"),
        Phrase("add x at 12", "add [x] due Wed 2026-03-04 12:00"),
        Phrase("add x at 17", "add [x] due Wed 2026-03-04 17:00"),
        Phrase("add x at 9am", "add [x] due Thu 2026-03-05 09:00"),
        Phrase("add x at 9 a.m.", "add [x] due Thu 2026-03-05 09:00"),
        Phrase("add x at 5:30", "add [x] due Wed 2026-03-04 17:30"),
        Phrase("add x at 05:30", "add [x] due Thu 2026-03-05 05:30"),
        Phrase("add x at 17:30", "add [x] due Wed 2026-03-04 17:30"),
        Phrase("add x at 17.30", "add [x] due Wed 2026-03-04 17:30"),
        Phrase("add x 5pm", "add [x] due Wed 2026-03-04 17:00"),
        Phrase("add x at noon", "add [x] due Wed 2026-03-04 12:00"),
        Phrase("add x at midnight", "add [x] due Thu 2026-03-05 00:00"),
        Phrase("add x at 24:00", "add [x] due Thu 2026-03-05 00:00"),
        Phrase("add x 12am tomorrow", "add [x] due Thu 2026-03-05 00:00"),
        Phrase("add x at 12pm tomorrow", "add [x] due Thu 2026-03-05 12:00"),
        Phrase("add x at 5 o'clock", "add [x] due Wed 2026-03-04 17:00"),
        Phrase("add x at quarter past 5 on friday", "add [x] due Fri 2026-03-06 17:15"),
        Phrase("add x at half past six tomorrow", "add [x] due Thu 2026-03-05 18:30"),
        Phrase("add x at quarter to nine tomorrow", "add [x] due Thu 2026-03-05 08:45"),
        Phrase("add x ten past 9 tomorrow", "add [x] due Thu 2026-03-05 09:10"),
        Phrase("add x at 17h30", "add [x] due Wed 2026-03-04 17:30"),
        Phrase("add x friday 17:30", "add [x] due Fri 2026-03-06 17:30"),
        Phrase("add x 5pm on friday", "add [x] due Fri 2026-03-06 17:00"),
        Phrase("add x at 5 tomorrow", "add [x] due Thu 2026-03-05 17:00"),
        Phrase("add x tomorrow at 5", "add [x] due Thu 2026-03-05 17:00"),
    ]

    static let partsTable = [
        Phrase("add x this morning", "ask: 09:00 has passed today. Do you mean tomorrow? → “add x tomorrow morning”"),
        Phrase("add x this afternoon at 4", "add [x] due Wed 2026-03-04 16:00"),
        Phrase("add x this evening", "add [x] due Wed 2026-03-04 18:00"),
        Phrase("add x tonight", "add [x] due Wed 2026-03-04 20:00"),
        Phrase("add x tonight at 8", "add [x] due Wed 2026-03-04 20:00"),
        Phrase("add x tonight at 11", "add [x] due Wed 2026-03-04 23:00"),
        Phrase("add x tonight at 2", "add [x] due Thu 2026-03-05 02:00"),
        Phrase("add x tomorrow morning", "add [x] due Thu 2026-03-05 09:00"),
        Phrase("add x tomorrow morning at 5", "add [x] due Thu 2026-03-05 05:00"),
        Phrase("add x tomorrow evening at 7:30", "add [x] due Thu 2026-03-05 19:30"),
        Phrase("add x tomorrow night", "add [x] due Thu 2026-03-05 20:00"),
        Phrase("add x in the evening", "add [x] due Wed 2026-03-04 18:00"),
        Phrase("add x on friday evening at 7", "add [x] due Fri 2026-03-06 19:00"),
        Phrase("add x at 8 in the evening", "add [x] due Wed 2026-03-04 20:00"),
        Phrase("add x friday at midnight", "add [x] due Sat 2026-03-07 00:00"),
    ]

    static let delaysTable = [
        Phrase("add x in 20 minutes", "add [x] due Wed 2026-03-04 10:20"),
        Phrase("add x in 90 sec", "add [x] due Wed 2026-03-04 10:01:30"),
        Phrase("add x in an hour", "add [x] due Wed 2026-03-04 11:00"),
        Phrase("add x in half an hour", "add [x] due Wed 2026-03-04 10:30"),
        Phrase("add x in an hour and a half", "add [x] due Wed 2026-03-04 11:30"),
        Phrase("add x in two and a half hours", "add [x] due Wed 2026-03-04 12:30"),
        Phrase("add x in 1.5 hours", "add [x] due Wed 2026-03-04 11:30"),
        Phrase("add x in 1h30m", "add [x] due Wed 2026-03-04 11:30"),
        Phrase("add x in 2 hours and 15 minutes", "add [x] due Wed 2026-03-04 12:15"),
        Phrase("add x in a couple of hours", "add [x] due Wed 2026-03-04 12:00"),
        Phrase("add x 20 minutes from now", "add [x] due Wed 2026-03-04 10:20"),
        Phrase("add x in 24 hours", "add [x] due Thu 2026-03-05 10:00"),
        Phrase("add x in 3 days at 8", "add [x] due Sat 2026-03-07 08:00"),
        Phrase("add x in twenty-five minutes", "add [x] due Wed 2026-03-04 10:25"),
    ]

    static let refusedTimesTable = [
        Phrase("add x today at 8am", "ask: 08:00 has passed today. Do you mean tomorrow? → “add x at 8am tomorrow”"),
        Phrase("add x this evening at 7am", "ask: I read both “this evening” and “at 7am”. When do you mean? → “add x ‹time›”"),
        Phrase(
            "add x today at 8",
            "ask: Do you mean 1) today at 20:00, or 2) tomorrow at 08:00? → “add x today at 20:00” or “add x tomorrow at 08:00”"
        ),
        Phrase("add x tomorrow morning at 7pm", "ask: I read both “tomorrow morning” and “at 7pm”. When do you mean? → “add x ‹time›”"),
        Phrase("add x at 25:00", "ask: There is no 25:00 on the clock. What time do you mean? → “add x ‹time›”"),
        Phrase("add x at 13am", "ask: There is no 13am on the clock. What time do you mean? → “add x ‹time›”"),
        Phrase("add x at 9:75", "ask: There is no 9:75 on the clock. What time do you mean? → “add x ‹time›”"),
        Phrase("add x at 5pm CET", "ask: I read all times in your own time zone. What time is it there? → “add x ‹time›”"),
    ]
}
