import Testing

@Suite("Days")
struct DayTests {
    @Test("A day alone is due at 23:59", arguments: Self.daysTable)
    func days(_ phrase: Phrase) { phrase.check() }

    @Test("Without a year it is the next such day", arguments: Self.datesTable)
    func dates(_ phrase: Phrase) { phrase.check() }

    @Test("Days that do not exist, are over, or have two readings are asked about", arguments: Self.refusedTable)
    func refused(_ phrase: Phrase) { phrase.check() }

    static let daysTable = [
        Phrase("add x today", "add [x] due Wed 2026-03-04 23:59"),
        Phrase("add x tomorrow", "add [x] due Thu 2026-03-05 23:59"),
        Phrase("add x the day after tomorrow", "add [x] due Fri 2026-03-06 23:59"),
        Phrase("add x friday", "add [x] due Fri 2026-03-06 23:59"),
        Phrase("add x on friday", "add [x] due Fri 2026-03-06 23:59"),
        Phrase("add x by friday", "add [x] due Fri 2026-03-06 23:59"),
        Phrase("add x due friday", "add [x] due Fri 2026-03-06 23:59"),
        Phrase("add x this friday", "add [x] due Fri 2026-03-06 23:59"),
        Phrase("add x next friday", "add [x] due Fri 2026-03-13 23:59"),
        Phrase("add x on wednesday", "add [x] due Wed 2026-03-11 23:59"),
        Phrase("add x this wednesday", "add [x] due Wed 2026-03-04 23:59"),
        Phrase("add x this weekend", "add [x] due Sat 2026-03-07 23:59"),
        Phrase("add x next week", "add [x] due Mon 2026-03-09 23:59"),
        Phrase("add x next month", "add [x] due Wed 2026-04-01 23:59"),
        Phrase("add x next year", "add [x] due Fri 2027-01-01 23:59"),
        Phrase("add x end of week", "add [x] due Sun 2026-03-08 23:59"),
        Phrase("add x due end of month", "add [x] due Tue 2026-03-31 23:59"),
        Phrase("add x at the end of the month", "add [x] due Tue 2026-03-31 23:59"),
        Phrase("add x end of next week", "add [x] due Sun 2026-03-15 23:59"),
        Phrase("add x end of march", "add [x] due Tue 2026-03-31 23:59"),
        Phrase("add x end of year", "add [x] due Thu 2026-12-31 23:59"),
        Phrase("add x by eod", "add [x] due Wed 2026-03-04 23:59"),
        Phrase("add x in 3 days", "add [x] due Sat 2026-03-07 23:59"),
        Phrase("add x in 2 weeks", "add [x] due Wed 2026-03-18 23:59"),
        Phrase("add x in a month", "add [x] due Sat 2026-04-04 23:59"),
        Phrase("add x in a fortnight", "add [x] due Wed 2026-03-18 23:59"),
        Phrase("add x a week from tomorrow", "add [x] due Thu 2026-03-12 23:59"),
        Phrase("add x two days from now", "add [x] due Fri 2026-03-06 23:59"),
    ]

    static let datesTable = [
        Phrase("add x on 3 March", "add [x] due Wed 2027-03-03 23:59"),
        Phrase("add x on 4 March", "add [x] due Wed 2026-03-04 23:59"),
        Phrase("add x March 3rd 2027", "add [x] due Wed 2027-03-03 23:59"),
        Phrase("add x on the 3rd of March", "add [x] due Wed 2027-03-03 23:59"),
        Phrase("add x on march 10 at 9", "add [x] due Tue 2026-03-10 09:00"),
        Phrase("add x on Friday, 13 March 2026", "add [x] due Fri 2026-03-13 23:59"),
        Phrase("add x on 1 May 2026", "add [x] due Fri 2026-05-01 23:59"),
        Phrase("add x 2027-03-03", "add [x] due Wed 2027-03-03 23:59"),
        Phrase("add x 2027-03-03T17:30", "add [x] due Wed 2027-03-03 17:30"),
        Phrase("add x 2027-03-03T17:30Z", "add [x] due Wed 2027-03-03 18:30"),
        Phrase("add x on 13/4/2027", "add [x] due Tue 2027-04-13 23:59"),
        Phrase("add x on 3/3/2027", "add [x] due Wed 2027-03-03 23:59"),
        Phrase("add x on 3.4.2027 at 10", "add [x] due Sat 2027-04-03 10:00"),
        Phrase("add x on 24.12.", "add [x] due Thu 2026-12-24 23:59"),
        Phrase("add x on the 15th at 9", "add [x] due Sun 2026-03-15 09:00"),
        Phrase("add x on the 1st", "add [x] due Wed 2026-04-01 23:59"),
        Phrase("add x on the 1st of next month", "add [x] due Wed 2026-04-01 23:59"),
        Phrase("add x on Feb 29", "add [x] due Tue 2028-02-29 23:59"),
    ]

    static let refusedTable = [
        Phrase("add x on 31 April", "ask: There is no 31 April in the calendar. Which day do you mean? → “add x ‹time›”"),
        Phrase("add x on 2027-02-30", "ask: There is no 2027-02-30 in the calendar. Which day do you mean? → “add x ‹time›”"),
        Phrase("add x on 3 March 2020", "ask: Tuesday, 3 March 2020, 23:59 is in the past. When should it be? → “add x ‹time›”"),
        Phrase("add x yesterday", "ask: Tuesday, 3 March 2026, 23:59 is in the past. When should it be? → “add x ‹time›”"),
        Phrase("add x this monday", "ask: Monday, 2 March 2026, 23:59 is in the past. When should it be? → “add x ‹time›”"),
        Phrase(
            "add x on 3/4/2027",
            "ask: “3/4/2027” can be 1) 3 April 2027 or 2) 4 March 2027. Which one do you mean? → “add x 3 April 2027” or “add x 4 March 2027”"
        ),
        Phrase("add x on friday, 12 march 2026", "ask: Thursday, 12 March 2026, is no Friday. Which day do you mean? → “add x ‹time›”"),
        Phrase(
            "add x on 3/4/2027 at 9am #work",
            "ask: “3/4/2027” can be 1) 3 April 2027 or 2) 4 March 2027. Which one do you mean? → “add x 3 April 2027 at 9am #work” or “add x 4 March 2027 at 9am #work”"
        ),
    ]
}
