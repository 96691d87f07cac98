import Testing

@Suite("Lists and searches")
struct ListTests {
    @Test("Lists show what is open unless said otherwise", arguments: Self.listsTable)
    func lists(_ phrase: Phrase) { phrase.check() }

    @Test("Due within a time", arguments: Self.rangesTable)
    func ranges(_ phrase: Phrase) { phrase.check() }

    @Test("Searches", arguments: Self.searchesTable)
    func searches(_ phrase: Phrase) { phrase.check() }

    @Test("Everything else is no list", arguments: Self.unclearListsTable)
    func unclearLists(_ phrase: Phrase) { phrase.check() }

    static let listsTable = [
        Phrase("list tasks", "list open"),
        Phrase("show my tasks", "list open"),
        Phrase("my tasks", "list open"),
        Phrase("tasks", "list open"),
        Phrase("todo list", "list open"),
        Phrase("show all tasks", "list all"),
        Phrase("show completed tasks", "list completed"),
        Phrase("show pending tasks", "list pending"),
        Phrase("show tasks in progress", "list inProgress"),
        Phrase("what's on my list?", "list open"),
        Phrase("how many tasks do I have?", "list open"),
        Phrase("show high priority tasks", "list open high"),
        Phrase("show urgent tasks", "list open urgent"),
        Phrase("show p1 tasks", "list open urgent"),
        Phrase("show tasks tagged #work", "list open #work"),
        Phrase("show tasks tagged work", "list open #work"),
        Phrase("show #work #home", "list open #work #home"),
        Phrase("list recurring tasks", "list open recurring"),
        Phrase("show tasks with a due date", "list open with a due date"),
        Phrase("tasks without due date", "list open without a due date"),
        Phrase("show tasks sorted by due date", "list open by due_at"),
        Phrase("show tasks by priority", "list open by priority"),
        Phrase("list tasks sorted by title descending", "list open by title descending"),
        Phrase("show the newest tasks", "list open by created_at descending"),
        Phrase("show my next 5 tasks", "list open by due_at at most 5"),
        Phrase("show top 3 tasks", "list open by priority descending at most 3"),
        Phrase("list high priority #work tasks due tomorrow", "list open high #work from Thu 2026-03-05 00:00 before Fri 2026-03-06 00:00"),
        Phrase("do i have anything urgent?", "list open urgent"),
        Phrase("when is my next task due", "list open by due_at at most 1"),
    ]

    static let rangesTable = [
        Phrase("what do i have today?", "list open from Wed 2026-03-04 00:00 before Thu 2026-03-05 00:00"),
        Phrase("show today's tasks", "list open from Wed 2026-03-04 00:00 before Thu 2026-03-05 00:00"),
        Phrase("what's due tomorrow", "list open from Thu 2026-03-05 00:00 before Fri 2026-03-06 00:00"),
        Phrase("show tasks due this week", "list open from Mon 2026-03-02 00:00 before Mon 2026-03-09 00:00"),
        Phrase("what do I need to do next week?", "list open from Mon 2026-03-09 00:00 before Mon 2026-03-16 00:00"),
        Phrase("show finished tasks this week", "list completed from Mon 2026-03-02 00:00 before Mon 2026-03-09 00:00"),
        Phrase("show tasks due next month", "list open from Wed 2026-04-01 00:00 before Fri 2026-05-01 00:00"),
        Phrase("show me my tasks for the weekend", "list open from Sat 2026-03-07 00:00 before Mon 2026-03-09 00:00"),
        Phrase("which tasks are due on friday", "list open from Fri 2026-03-06 00:00 before Sat 2026-03-07 00:00"),
        Phrase("what is due by friday", "list open before Sat 2026-03-07 00:00"),
        Phrase("show tasks due before 3 April", "list open before Fri 2026-04-03 00:00"),
        Phrase("show tasks due after friday", "list open from Sat 2026-03-07 00:00"),
        Phrase("show tasks due in the next 3 days", "list open from Wed 2026-03-04 10:00 before Sat 2026-03-07 10:00"),
        Phrase("show tasks from monday to friday", "list open from Mon 2026-03-09 00:00 before Sat 2026-03-14 00:00"),
        Phrase("show tasks between 1 April and 15 April", "list open from Wed 2026-04-01 00:00 before Thu 2026-04-16 00:00"),
        Phrase("show overdue tasks", "list open before Wed 2026-03-04 10:00"),
        Phrase("am I late on anything?", "list open before Wed 2026-03-04 10:00"),
        Phrase("anything due this week?", "list open from Mon 2026-03-02 00:00 before Mon 2026-03-09 00:00"),
    ]

    static let searchesTable = [
        Phrase("search milk", "search [milk]"),
        Phrase(#"search for "tax return""#, "search [tax return]"),
        Phrase("find the dentist", "search [dentist]"),
        Phrase("find my tasks about rent", "search [rent]"),
        Phrase("find tasks with milk in the title", "search [milk]"),
        Phrase("look for invoices", "search [invoices]"),
        Phrase("when is the dentist due?", "search [dentist]"),
        Phrase("show milk", "search [milk]"),
        Phrase("show the milk task", "search [milk]"),
        Phrase(#"show "buy milk""#, "search [buy milk]"),
        Phrase("show tasks about taxes", "search [taxes]"),
    ]

    static let unclearListsTable = [
        Phrase("what is the weather", "ask: I can only tell you about your tasks and reminders. Say “help” to see what I understand."),
        Phrase("what time is it", "ask: I can only tell you about your tasks and reminders. Say “help” to see what I understand."),
        Phrase("show tasks due 31 April", "ask: There is no 31 April in the calendar. Which day do you mean?"),
        Phrase("show taks", "ask: Did you mean “show tasks”? → “show tasks”"),
        Phrase("search", "ask: What should I look for? → “search for ‹title›”"),
        Phrase("view task 2", "ask: Tell me a part of its title, and I look for it."),
    ]
}
