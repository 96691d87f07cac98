import Testing

@Suite("Recurrence")
struct RecurrenceTests {
    @Test("What repeats, from its first time on", arguments: Self.rulesTable)
    func rules(_ phrase: Phrase) { phrase.check() }

    @Test("Until a day, so many times, for so long", arguments: Self.endsTable)
    func ends(_ phrase: Phrase) { phrase.check() }

    @Test("What cannot repeat is asked about", arguments: Self.refusedRulesTable)
    func refusedRules(_ phrase: Phrase) { phrase.check() }

    static let rulesTable = [
        Phrase("add x daily", "add [x] due Wed 2026-03-04 23:59 FREQ=DAILY"),
        Phrase("add x every day at 8", "add [x] due Thu 2026-03-05 08:00 FREQ=DAILY"),
        Phrase("add x every other day at 8", "add [x] due Thu 2026-03-05 08:00 FREQ=DAILY;INTERVAL=2"),
        Phrase("add x every 3 days starting tomorrow", "add [x] due Thu 2026-03-05 23:59 FREQ=DAILY;INTERVAL=3"),
        Phrase("add x every weekday at 8", "add [x] due Thu 2026-03-05 08:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        Phrase("add x on weekdays at 9:15", "add [x] due Thu 2026-03-05 09:15 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        Phrase("add x every weekend", "add [x] due Sat 2026-03-07 23:59 FREQ=WEEKLY;BYDAY=SA,SU"),
        Phrase("add x every tuesday", "add [x] due Tue 2026-03-10 23:59 FREQ=WEEKLY;BYDAY=TU"),
        Phrase("add x on mondays", "add [x] due Mon 2026-03-09 23:59 FREQ=WEEKLY;BYDAY=MO"),
        Phrase("add x mondays and fridays at 7am", "add [x] due Fri 2026-03-06 07:00 FREQ=WEEKLY;BYDAY=MO,FR"),
        Phrase("add x every monday and thursday at 6pm", "add [x] due Thu 2026-03-05 18:00 FREQ=WEEKLY;BYDAY=MO,TH"),
        Phrase("add x every mon, wed and fri at 18:00", "add [x] due Wed 2026-03-04 18:00 FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        Phrase("add x mon-fri at 7", "add [x] due Thu 2026-03-05 07:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        Phrase("add x every monday to friday at 7am", "add [x] due Thu 2026-03-05 07:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        Phrase("add x weekly", "add [x] due Wed 2026-03-04 23:59 FREQ=WEEKLY"),
        Phrase("add x weekly on thursday at 5pm", "add [x] due Thu 2026-03-05 17:00 FREQ=WEEKLY;BYDAY=TH"),
        Phrase("add x every 2 weeks", "add [x] due Wed 2026-03-04 23:59 FREQ=WEEKLY;INTERVAL=2"),
        Phrase("add x every 2 weeks on tuesday", "add [x] due Tue 2026-03-10 23:59 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        Phrase("add x every other friday", "add [x] due Fri 2026-03-06 23:59 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        Phrase("add x every second monday", "add [x] due Mon 2026-03-09 23:59 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        Phrase("add x biweekly", "add [x] due Wed 2026-03-04 23:59 FREQ=WEEKLY;INTERVAL=2"),
        Phrase("add x monthly", "add [x] due Wed 2026-03-04 23:59 FREQ=MONTHLY"),
        Phrase("add x every month on the 15th", "add [x] due Sun 2026-03-15 23:59 FREQ=MONTHLY;BYMONTHDAY=15"),
        Phrase("add x on the 15th of every month", "add [x] due Sun 2026-03-15 23:59 FREQ=MONTHLY;BYMONTHDAY=15"),
        Phrase("add x every 15th", "add [x] due Sun 2026-03-15 23:59 FREQ=MONTHLY;BYMONTHDAY=15"),
        Phrase("add x every month on the 1st and 15th", "add [x] due Sun 2026-03-15 23:59 FREQ=MONTHLY;BYMONTHDAY=1,15"),
        Phrase("add x every month on the last day", "add [x] due Tue 2026-03-31 23:59 FREQ=MONTHLY;BYMONTHDAY=-1"),
        Phrase("add x monthly on the 31st", "add [x] due Tue 2026-03-31 23:59 FREQ=MONTHLY;BYMONTHDAY=31"),
        Phrase("add x every first monday of the month", "add [x] due Mon 2026-04-06 23:59 FREQ=MONTHLY;BYDAY=1MO"),
        Phrase("add x every last friday of the month", "add [x] due Fri 2026-03-27 23:59 FREQ=MONTHLY;BYDAY=-1FR"),
        Phrase("add x every third friday", "add [x] due Fri 2026-03-20 23:59 FREQ=MONTHLY;BYDAY=3FR"),
        Phrase("add x every 3 months", "add [x] due Wed 2026-03-04 23:59 FREQ=MONTHLY;INTERVAL=3"),
        Phrase("add x quarterly", "add [x] due Wed 2026-03-04 23:59 FREQ=MONTHLY;INTERVAL=3"),
        Phrase("add x yearly", "add [x] due Wed 2026-03-04 23:59 FREQ=YEARLY"),
        Phrase("add x every year on 3 march", "add [x] due Wed 2027-03-03 23:59 FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3"),
        Phrase("add x every 24 december", "add [x] due Thu 2026-12-24 23:59 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24"),
        Phrase("add x yearly on 29 February", "add [x] due Tue 2028-02-29 23:59 FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
        Phrase("add x every morning", "add [x] due Thu 2026-03-05 09:00 FREQ=DAILY"),
        Phrase("add x every evening", "add [x] due Wed 2026-03-04 18:00 FREQ=DAILY"),
        Phrase("add buy daily vitamins every day", "add [buy daily vitamins] due Wed 2026-03-04 23:59 FREQ=DAILY"),
    ]

    static let endsTable = [
        Phrase("add x daily at 8am until 1 May", "add [x] due Thu 2026-03-05 08:00 FREQ=DAILY;UNTIL=20260501T215959Z"),
        Phrase("add x every day until friday", "add [x] due Wed 2026-03-04 23:59 FREQ=DAILY;UNTIL=20260306T225959Z"),
        Phrase(
            "add x every weekday at 8 until end of june",
            "add [x] due Thu 2026-03-05 08:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20260630T215959Z"
        ),
        Phrase("add x daily at noon 10 times", "add [x] due Wed 2026-03-04 12:00 FREQ=DAILY;COUNT=10"),
        Phrase("add x every week for 5 times", "add [x] due Wed 2026-03-04 23:59 FREQ=WEEKLY;COUNT=5"),
        Phrase("add x every morning for 2 weeks", "add [x] due Thu 2026-03-05 09:00 FREQ=DAILY;UNTIL=20260318T225959Z"),
    ]

    static let refusedRulesTable = [
        Phrase("add x every hour", "ask: A task can come back once a day at most. How often should it? → “add x ‹time›”"),
        Phrase("add x every 20 minutes", "ask: A task can come back once a day at most. How often should it? → “add x ‹time›”"),
        Phrase("add x every day until yesterday", "ask: That would end before it begins. When should it be? → “add x ‹time›”"),
        Phrase("add x every 31 april", "ask: There is no 31 april in the calendar. Which day do you mean? → “add x ‹time›”"),
    ]
}
