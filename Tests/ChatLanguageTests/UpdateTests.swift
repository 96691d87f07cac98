import Testing

@Suite("Changing tasks")
struct UpdateTests {
    @Test("A day keeps the time, a time keeps the day", arguments: Self.timesTable)
    func times(_ phrase: Phrase) { phrase.check() }

    @Test("Everything else", arguments: Self.othersTable)
    func others(_ phrase: Phrase) { phrase.check() }

    @Test("What is not clear is asked", arguments: Self.unclearChangesTable)
    func unclearChanges(_ phrase: Phrase) { phrase.check() }

    static let timesTable = [
        Phrase("move milk to friday", "update [milk] due on 2026-3-6"),
        Phrase("move the dentist to 5pm", "update [dentist] due at 17:00"),
        Phrase("move the dentist to friday at 5pm", "update [dentist] due Fri 2026-03-06 17:00"),
        Phrase("reschedule the dentist for tomorrow at 10", "update [dentist] due Thu 2026-03-05 10:00"),
        Phrase("reschedule milk tomorrow", "update [milk] due on 2026-3-5"),
        Phrase("postpone milk to tomorrow", "update [milk] due on 2026-3-5"),
        Phrase("postpone dentist until next week", "update [dentist] due on 2026-3-9"),
        Phrase("put off the dentist until monday", "update [dentist] due on 2026-3-9"),
        Phrase("change dentist from friday to saturday", "update [dentist] due on 2026-3-7"),
        Phrase("change 2 to tomorrow", "update #2 due on 2026-3-5"),
        Phrase("set milk due tomorrow", "update [milk] due on 2026-3-5"),
        Phrase("set due date of milk to 3 april", "update [milk] due on 2026-4-3"),
        Phrase("change the deadline of the report to end of month", "update [report] due on 2026-3-31"),
        Phrase("change due date of task 2 to monday at 9", "update #2 due Mon 2026-03-09 09:00"),
        Phrase("postpone the dentist by 2 days", "update [dentist] due later by 2 days"),
        Phrase("push the report back an hour", "update [report] due later by 60 min"),
        Phrase("push milk back by 30 minutes", "update [milk] due later by 30 min"),
        Phrase("delay milk 1 week", "update [milk] due later by 7 days"),
        Phrase("move the dentist 2 days earlier", "update [dentist] due later by -2 days"),
        Phrase("bring the meeting forward by 1 hour", "update [meeting] due later by -60 min"),
        Phrase("delete due date from milk", "update [milk] without due"),
        Phrase("clear the due date of milk", "update [milk] without due"),
    ]

    static let othersTable = [
        Phrase("rename milk to oat milk", "update [milk] title [oat milk]"),
        Phrase(#"rename "buy milk" to "buy oat milk""#, "update “buy milk” title [buy oat milk]"),
        Phrase("rename 2 to buy oat milk", "update #2 title [buy oat milk]"),
        Phrase("change the title of milk to oat milk", "update [milk] title [oat milk]"),
        Phrase(#"change milk to "oat milk""#, "update [milk] title [oat milk]"),
        Phrase("edit milk title to oat milk", "update [milk] title [oat milk]"),
        Phrase("change milk to high priority", "update [milk] high"),
        Phrase("set the priority of milk to high", "update [milk] high"),
        Phrase("set milk priority to low", "update [milk] low"),
        Phrase("make milk urgent", "update [milk] urgent"),
        Phrase("mark the report as urgent", "update [report] urgent"),
        Phrase("prioritize the report", "update [report] high"),
        Phrase("update the dentist to high priority and tomorrow", "update [dentist] due on 2026-3-5 high"),
        Phrase("make milk repeat every 2 weeks", "update [milk] FREQ=WEEKLY;INTERVAL=2"),
        Phrase("set milk to repeat every monday at 9", "update [milk] due Mon 2026-03-09 09:00 FREQ=WEEKLY;BYDAY=MO"),
        Phrase("change milk to every friday", "update [milk] due Fri 2026-03-06 23:59 FREQ=WEEKLY;BYDAY=FR"),
        Phrase("set milk to daily until 1 May", "update [milk] FREQ=DAILY;UNTIL=20260501T215959Z"),
        Phrase("stop repeating milk", "update [milk] not recurring"),
        Phrase("tag milk with #home", "update [milk] +#home"),
        Phrase("add #home to milk", "update [milk] +#home"),
        Phrase("add tags #home and #work to milk", "update [milk] +#home +#work"),
        Phrase("untag milk #home", "update [milk] -#home"),
        Phrase("remove #work from the report", "update [report] -#work"),
        Phrase("remove tag home from milk", "update [milk] -#home"),
        Phrase("add a note to milk: the 3.5% one", "update [milk] note [the 3.5% one]"),
        Phrase(#"add note to "buy milk": organic"#, "update “buy milk” note [organic]"),
        Phrase("set the description of milk to the good one", "update [milk] note [the good one]"),
        Phrase("remove the description of milk", "update [milk] without note"),
    ]

    static let unclearChangesTable = [
        Phrase(
            "update milk",
            "ask: What should I change about it? Try “to friday”, “to high priority” or “rename … to …”. → “update milk ‹other›”"
        ),
        Phrase("move milk", "ask: To when? → “move milk to ‹time›”"),
        Phrase("rename milk", "ask: What should it be called? → “rename milk to ‹title›”"),
        Phrase("change priority of milk", "ask: What should it be? → “change priority of milk to ‹other›”"),
        Phrase("move milk to the fridge", "ask: Shall I rename “milk” to “the fridge”? → “rename milk to the fridge”"),
        Phrase("change milk to oat milk", "ask: Shall I rename “milk” to “oat milk”? → “rename milk to oat milk”"),
        Phrase(
            "move the dentist to yesterday",
            "ask: Tuesday, 3 March 2026, 23:59 is in the past. When should it be? → “move the dentist to ‹time›”"
        ),
        Phrase(
            "move the dentist to 3/4/2027",
            "ask: “3/4/2027” can be 1) 3 April 2027 or 2) 4 March 2027. Which one do you mean? → “move the dentist to 3 April 2027” or “move the dentist to 4 March 2027”"
        ),
        Phrase("move milk to tomorow", "ask: Did you mean “move milk to tomorrow”? → “move milk to tomorrow”"),
        Phrase("rename milk to call bob to dinner", "ask: I cannot tell the old title from the new one. Please put them in quotes."),
        Phrase("tag milk", "ask: Which tag? Write it with #, such as #home. → “tag milk ‹other›”"),
        Phrase("set milk", "ask: I do not understand what to change. Try “move … to friday” or “make … urgent”."),
    ]
}
