import Testing

@Suite("Which task")
struct RefTests {
    @Test("A title in quotes, a part of it, or a place in the last list", arguments: Self.refsTable)
    func refs(_ phrase: Phrase) { phrase.check() }

    @Test("Completing and its opposites", arguments: Self.completingTable)
    func completing(_ phrase: Phrase) { phrase.check() }

    @Test("Deleting; the words in quotes command nothing", arguments: Self.deletingTable)
    func deleting(_ phrase: Phrase) { phrase.check() }

    @Test("Which one is asked when none or several are meant", arguments: Self.unclearRefsTable)
    func unclearRefs(_ phrase: Phrase) { phrase.check() }

    static let refsTable = [
        Phrase("complete milk", "complete [milk]"),
        Phrase("complete the milk task", "complete [milk]"),
        Phrase(#"complete "buy milk""#, "complete “buy milk”"),
        Phrase("complete the “add milk” task", "complete “add milk”"),
        Phrase("complete 2", "complete #2"),
        Phrase("complete #2", "complete #2"),
        Phrase("complete task 2", "complete #2"),
        Phrase("complete number 4", "complete #4"),
        Phrase("complete the second one", "complete #2"),
        Phrase("complete the third task", "complete #3"),
        Phrase("complete the last one", "complete #-1"),
        Phrase("complete the first", "complete #1"),
        Phrase("complete second draft", "complete [second draft]"),
        Phrase("complete buy milk and eggs", "complete [buy milk and eggs]"),
    ]

    static let completingTable = [
        Phrase("finish the report", "complete [report]"),
        Phrase("done with the report", "complete [report]"),
        Phrase("i finished the report", "complete [report]"),
        Phrase("i've done the dishes", "complete [dishes]"),
        Phrase("mark milk as done", "complete [milk]"),
        Phrase("mark 2 done", "complete #2"),
        Phrase("mark buy milk and eggs as done", "complete [buy milk and eggs]"),
        Phrase("check off milk", "complete [milk]"),
        Phrase("check milk off", "complete [milk]"),
        Phrase("the report is done", "complete [report]"),
        Phrase("milk done", "complete [milk]"),
        Phrase("set status of milk to done", "complete [milk]"),
        Phrase("mark milk as not done", "update [milk] pending"),
        Phrase("the report is not done", "update [report] pending"),
        Phrase("reopen milk", "update [milk] pending"),
        Phrase("uncheck milk", "update [milk] pending"),
        Phrase("start the report", "update [report] inProgress"),
        Phrase("mark milk as in progress", "update [milk] inProgress"),
        Phrase("i'm working on the report", "update [report] inProgress"),
    ]

    static let deletingTable = [
        Phrase("delete milk", "delete [milk]"),
        Phrase(#"delete the "add milk" task"#, "delete “add milk”"),
        Phrase("delete the “add milk” task", "delete “add milk”"),
        Phrase("delete the 'add milk' task", "delete “add milk”"),
        Phrase("delete ‘list tasks’", "delete “list tasks”"),
        Phrase(#"delete "remind me to call mum""#, "delete “remind me to call mum”"),
        Phrase(#"delete "don't delete""#, "delete “don't delete”"),
        Phrase("delete the 'don’t panic' task", "delete “don’t panic”"),
        Phrase("delete «add milk»", "delete “add milk”"),
        Phrase("delete „add milk“", "delete “add milk”"),
        Phrase(#"Delete the task called "remind me""#, "delete “remind me”"),
        Phrase("delete milk from my list", "delete [milk]"),
        Phrase("delete task 3", "delete #3"),
        Phrase("delete the last one", "delete #-1"),
        Phrase("remove the dentist", "delete [dentist]"),
        Phrase("get rid of the old one", "delete [old one]"),
        Phrase("hey, can you please delete milk please", "delete [milk]"),
    ]

    static let unclearRefsTable = [
        Phrase("complete", "ask: Which task do you mean? → “complete ‹item›”"),
        Phrase("delete", "ask: Which task do you mean? → “delete ‹item›”"),
        Phrase("delete it", "ask: Which task do you mean? → “delete ‹item›”"),
        Phrase("complete it", "ask: Which task do you mean? → “complete ‹item›”"),
        Phrase("delete all tasks", "ask: I take one task at a time. Which one? → “delete ‹item›”"),
        Phrase("delete everything", "ask: I take one task at a time. Which one? → “delete ‹item›”"),
        Phrase("delete completed tasks", "ask: I take one task at a time. Which one? → “delete ‹item›”"),
        Phrase("delete 1 and 2", "ask: I take one task at a time. Which one? → “delete ‹item›”"),
        Phrase("mark milk", "ask: Mark it as what? → “mark milk as ‹other›”"),
        Phrase(
            "mark milk as wobbly",
            "ask: I do not know the state “wobbly”. Is it done, in progress or not done? → “mark milk as ‹other›”"
        ),
    ]
}
