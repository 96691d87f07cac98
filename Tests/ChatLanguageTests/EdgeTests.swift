import Testing

@Suite("Edges")
struct EdgeTests {
    @Test("What looks like a time, a command or a tag and is none", arguments: Self.misreadTable)
    func misread(_ phrase: Phrase) { phrase.check() }

    @Test("Several things in one sentence, in any order", arguments: Self.mixedTable)
    func mixed(_ phrase: Phrase) { phrase.check() }

    @Test("What could go wrong is asked about", arguments: Self.askedTable)
    func asked(_ phrase: Phrase) { phrase.check() }

    static let misreadTable = [
        Phrase("add buy 3 apples", "add [buy 3 apples]"),
        Phrase("add 2 eggs", "add [2 eggs]"),
        Phrase("add May's book", "add [May's book]"),
        Phrase("add march in the parade", "add [march in the parade]"),
        Phrase("add second opinion", "add [second opinion]"),
        Phrase("add text Sat about party", "add [text Sat about party]"),
        Phrase("add visit https://example.com/a?b=1&c=2 tomorrow", "add [visit https://example.com/a?b=1&c=2] due Thu 2026-03-05 23:59"),
        Phrase("add version 2.0 release", "add [version 2.0 release]"),
        Phrase("add read 1984", "add [read 1984]"),
        Phrase(#"add watch "Friday the 13th" tomorrow"#, #"add [watch "Friday the 13th"] due Thu 2026-03-05 23:59"#),
        Phrase(#"remind me to check the "add milk" task at 6pm"#, #"remind [check the "add milk" task] Wed 2026-03-04 18:00"#),
        Phrase(#"remind me of "delete everything" at noon"#, "remind [delete everything] Wed 2026-03-04 12:00"),
        Phrase("remind me to delete the files tomorrow", "remind [delete the files] Thu 2026-03-05 09:00"),
        Phrase("delete the remind me to call mum task", "delete [remind me to call mum]"),
        Phrase("delete add milk", "delete [add milk]"),
        Phrase("complete tomorrow's report", "complete [tomorrow's report]"),
        Phrase("delete the report due tomorrow", "delete [report due tomorrow]"),
        Phrase(#"update "x" to "y""#, "update “x” title [y]"),
        Phrase(#"change "x" due date to friday"#, "update “x” due on 2026-3-6"),
        Phrase(#"set "x" due date to friday 5pm"#, "update “x” due Fri 2026-03-06 17:00"),
        Phrase("delete milk and eggs", "delete [milk and eggs]"),
        Phrase("add: buy milk", "add [buy milk]"),
        Phrase("Add - buy milk", "add [buy milk]"),
        Phrase("ADD BUY MILK", "add [BUY MILK]"),
        Phrase("add write it in 3 parts", "add [write it in 3 parts]"),
        Phrase("add x in 2027", "add [x in 2027]"),
    ]

    static let mixedTable = [
        Phrase("remind me tomorrow about mum's birthday", "remind [mum's birthday] Thu 2026-03-05 09:00"),
        Phrase("remind me to take the bus at 7:45 tomorrow morning", "remind [take the bus] Thu 2026-03-05 07:45"),
        Phrase("add call mum on monday at 10 for the party", "add [call mum for the party] due Mon 2026-03-09 10:00"),
        Phrase(
            "add submit report by monday 9am #work p1 remind me 2 hours before",
            "add [submit report] due Mon 2026-03-09 09:00 remind 120 min before urgent #work"
        ),
        Phrase("add pay rent on 1st of every month at 9", "add [pay rent] due Wed 2026-04-01 09:00 FREQ=MONTHLY;BYMONTHDAY=1"),
        Phrase("add buy 2 tickets for friday", "add [buy 2 tickets] due Fri 2026-03-06 23:59"),
        Phrase("add finish chapter 5 by tomorrow", "add [finish chapter 5] due Thu 2026-03-05 23:59"),
        Phrase("add visit April on friday", "add [visit April] due Fri 2026-03-06 23:59"),
        Phrase("add second-hand shop on saturday", "add [second-hand shop] due Sat 2026-03-07 23:59"),
        Phrase("add email: john@example.com tomorrow", "add [email: john@example.com] due Thu 2026-03-05 23:59"),
        Phrase("add book flight LH 17:30", "add [book flight LH] due Wed 2026-03-04 17:30"),
        Phrase("add call +49 30 123456 tomorrow at 10", "add [call +49 30 123456] due Thu 2026-03-05 10:00"),
        Phrase(
            "add water plants every 3 days until end of may at 8am",
            "add [water plants] due Thu 2026-03-05 08:00 FREQ=DAILY;INTERVAL=3;UNTIL=20260531T215959Z"
        ),
        Phrase("remind me in five minutes call mum", "remind [call mum] Wed 2026-03-04 10:05"),
        Phrase("remind me @ 5pm call mum", "remind [call mum] Wed 2026-03-04 17:00"),
        Phrase("remind me to call mum 10 minutes from now", "remind [call mum] Wed 2026-03-04 10:10"),
        Phrase("remind me to remind bob tomorrow", "remind [remind bob] Thu 2026-03-05 09:00"),
        Phrase("what should i do today?", "list open from Wed 2026-03-04 00:00 before Thu 2026-03-05 00:00"),
        Phrase("what did i complete today", "list completed from Wed 2026-03-04 00:00 before Thu 2026-03-05 00:00"),
        Phrase("show me tasks completed yesterday", "list completed from Tue 2026-03-03 00:00 before Wed 2026-03-04 00:00"),
        Phrase("next task", "list open"),
        Phrase("change the time of x to 5pm", "update [x] due at 17:00"),
        Phrase("move x from monday to tuesday at 3", "update [x] due Tue 2026-03-10 15:00"),
        Phrase("delay x until 5pm", "update [x] due at 17:00"),
        Phrase("ADD BUY MILK TOMORROW AT 5PM", "add [BUY MILK] due Thu 2026-03-05 17:00"),
        Phrase("remind me tomorrow 9 to call", "remind [call] Thu 2026-03-05 09:00"),
        Phrase("remind me tomorrow at nine to call", "remind [call] Thu 2026-03-05 09:00"),
        Phrase("at 5 remind me to call mum", "remind [call mum] Wed 2026-03-04 17:00"),
        Phrase("tomorrow remind me to call mum", "remind [call mum] Thu 2026-03-05 09:00"),
        Phrase("tomorrow at 5, add dentist", "add [dentist] due Thu 2026-03-05 17:00"),
        Phrase("add ship it on friday the 13th", "add [ship it] due Fri 2026-03-13 23:59"),
        Phrase("add buy bread tomorrow 2 loaves", "add [buy bread 2 loaves] due Thu 2026-03-05 23:59"),
        Phrase("add x tomorrow 9", "add [x] due Thu 2026-03-05 09:00"),
    ]

    static let askedTable = [
        Phrase(
            "add meeting 3pm-4pm tomorrow",
            "ask: A task or reminder has one time. Which one shall it be? → “add meeting ‹time› tomorrow”"
        ),
        Phrase("add gym on monday and thursday", "ask: I read both “on monday” and “thursday”. When do you mean? → “add gym and ‹time›”"),
        Phrase("add gym monday, wednesday", "ask: I read both “monday” and “wednesday”. When do you mean? → “add gym ‹time›”"),
        Phrase(
            "remind me on monday and thursday to train",
            "ask: I read both “on monday” and “thursday”. When do you mean? → “remind me and to train ‹time›”"
        ),
        Phrase(
            "remind me in 5",
            "ask: In 5 what? 1) minutes, 2) hours or 3) days? → “remind me in 5 minutes” or “remind me in 5 hours” or “remind me in 5 days”"
        ),
        Phrase(
            "remind me in 5 to call mum",
            "ask: In 5 what? 1) minutes, 2) hours or 3) days? → “remind me in 5 minutes to call mum” or “remind me in 5 hours to call mum” or “remind me in 5 days to call mum”"
        ),
        Phrase("remind me every 2 days", "ask: Remind you of what? → “remind me to ‹title› every 2 days”"),
        Phrase(
            "remind me every hour to drink",
            "ask: A task can come back once a day at most. How often should it? → “remind me to drink ‹time›”"
        ),
        Phrase(#"complete "a" and "b""#, "ask: I take one task at a time. Which one? → “complete ‹item›”"),
        Phrase("show the first task", "ask: Tell me a part of its title, and I look for it."),
        Phrase("snooze for 5 minutes and delete milk", "ask: I do one thing at a time. Say one of them, or put the title in quotes."),
        Phrase(
            "add ship it on friday the 12th",
            "ask: Thursday, 12 March 2026, is no Friday. Which day do you mean? → “add ship it ‹time›”"
        ),
    ]
}
