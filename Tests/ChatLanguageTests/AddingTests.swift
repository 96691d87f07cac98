import Testing

@Suite("Adding tasks")
struct AddingTests {
    @Test("The title is what is left when everything else has been read", arguments: Self.titlesTable)
    func titles(_ phrase: Phrase) { phrase.check() }

    @Test("What is in quotes is a title, whatever it says", arguments: Self.quotesTable)
    func quotes(_ phrase: Phrase) { phrase.check() }

    @Test("Priority, tags, notes", arguments: Self.detailsTable)
    func details(_ phrase: Phrase) { phrase.check() }

    @Test("What is missing or has several readings is asked", arguments: Self.unclearTable)
    func unclear(_ phrase: Phrase) { phrase.check() }

    static let titlesTable = [
        Phrase("add buy milk", "add [buy milk]"),
        Phrase("add task buy milk", "add [buy milk]"),
        Phrase("Add a new task: buy milk", "add [buy milk]"),
        Phrase(#"create a task called "add milk""#, "add [add milk]"),
        Phrase("please add buy milk to my list", "add [buy milk]"),
        Phrase("could you please add buy milk to my todo list?", "add [buy milk]"),
        Phrase("todo: call the bank", "add [call the bank]"),
        Phrase("i need to buy milk tomorrow", "add [buy milk] due Thu 2026-03-05 23:59"),
        Phrase("make a task to call the bank", "add [call the bank]"),
        Phrase("new task: call the bank", "add [call the bank]"),
        Phrase("add buy milk, eggs and bread", "add [buy milk, eggs and bread]"),
        Phrase("add read chapter 3", "add [read chapter 3]"),
        Phrase("add walk for 20 minutes", "add [walk for 20 minutes]"),
        Phrase("add write the weekly report", "add [write the weekly report]"),
        Phrase("add keep the shop open until friday", "add [keep the shop open until friday]"),
        Phrase("add buy the sunday paper", "add [buy the sunday paper]"),
        Phrase("add meet at 5 Main Street", "add [meet at 5 Main Street]"),
        Phrase("add watch the sun", "add [watch the sun]"),
        Phrase("add plan date tomorrow", "add [plan date] due Thu 2026-03-05 23:59"),
        Phrase("add fix the urgent bug", "add [fix the urgent bug]"),
        Phrase("Add milk to my shopping list", "add [milk to my shopping list]"),
        Phrase("add sundae recipe", "add [sundae recipe]"),
        Phrase("add buy milk!", "add [buy milk]"),
        Phrase("add קנה חלב tomorrow", "add [קנה חלב] due Thu 2026-03-05 23:59"),
        Phrase("add 🥛 kaufen tomorrow", "add [🥛 kaufen] due Thu 2026-03-05 23:59"),
    ]

    static let quotesTable = [
        Phrase(#"add "remind me tomorrow" to my list"#, "add [remind me tomorrow]"),
        Phrase("add “delete old files” tomorrow #work", "add [delete old files] due Thu 2026-03-05 23:59 #work"),
        Phrase("add 'list all tasks' on friday", "add [list all tasks] due Fri 2026-03-06 23:59"),
        Phrase("add ‘call mum at 5’", "add [call mum at 5]"),
        Phrase(#"add task: "call the 'boss'" tomorrow"#, "add [call the 'boss'] due Thu 2026-03-05 23:59"),
        Phrase("add «buy milk every day»", "add [buy milk every day]"),
        Phrase("add buy 'every day' cream", "add [buy 'every day' cream]"),
        Phrase(#"add read "Dune" by Herbert"#, #"add [read "Dune" by Herbert]"#),
        Phrase("add mum's birthday tomorrow", "add [mum's birthday] due Thu 2026-03-05 23:59"),
        Phrase("add don't forget the milk", "add [don't forget the milk]"),
    ]

    static let detailsTable = [
        Phrase("add buy milk tomorrow at 5pm #home !high", "add [buy milk] due Thu 2026-03-05 17:00 high #home"),
        Phrase("add an urgent task call bob", "add [call bob] urgent"),
        Phrase("add urgent: fix the server", "add [fix the server] urgent"),
        Phrase("add pay rent with high priority on the 1st", "add [pay rent] due Wed 2026-04-01 23:59 high"),
        Phrase("add priority low clean garage", "add [clean garage] low"),
        Phrase("add clean garage !low", "add [clean garage] low"),
        Phrase("add clean garage, low priority, on saturday", "add [clean garage] due Sat 2026-03-07 23:59 low"),
        Phrase("add fix the bug priority: high", "add [fix the bug] high"),
        Phrase("add call bob asap", "add [call bob] urgent"),
        Phrase("add fix bug p1", "add [fix bug] urgent"),
        Phrase("add medium priority task water the plants", "add [water the plants] medium"),
        Phrase("add clean garage #home #weekend", "add [clean garage] #home #weekend"),
        Phrase("add clean garage #home,#weekend", "add [clean garage] #home #weekend"),
        Phrase("add buy milk with note: the 3.5% one", "add [buy milk] note [the 3.5% one]"),
        Phrase(#"add buy milk description "from the farm" tomorrow"#, "add [buy milk] due Thu 2026-03-05 23:59 note [from the farm]"),
    ]

    static let unclearTable = [
        Phrase("add", "ask: What should I add? → “add ‹title›”"),
        Phrase("add tomorrow at 5", "ask: What should I add? → “add ‹title› tomorrow at 5”"),
        Phrase("add #work", "ask: What should I add? → “add ‹title› #work”"),
        Phrase("add milk and delete eggs", "ask: I do one thing at a time. Say one of them, or put the title in quotes."),
        Phrase("add party tomorrow on friday", "ask: I read both “tomorrow” and “on friday”. When do you mean? → “add party ‹time›”"),
        Phrase(
            "add dentist at 5pm tomorrow and also at 6pm",
            "ask: I read both “at 5pm tomorrow” and “at 6pm”. When do you mean? → “add dentist and also ‹time›”"
        ),
        Phrase(
            "add call mum tomorow at 5",
            "ask: Did you mean “tomorrow” by “tomorow”? If it belongs to the title, put the title in quotes. → “add call mum tomorrow at 5”"
        ),
        Phrase(
            "add buy milk in 5 minuts",
            "ask: Did you mean “minutes” by “minuts”? If it belongs to the title, put the title in quotes. → “add buy milk in 5 minutes”"
        ),
        Phrase(
            "add see Ann on firday",
            "ask: Did you mean “friday” by “firday”? If it belongs to the title, put the title in quotes. → “add see Ann on friday”"
        ),
    ]
}
