import Testing

@Suite("Reminders")
struct ReminderTests {
    @Test("A reminder of its own; a day alone means 9:00", arguments: Self.ownTable)
    func own(_ phrase: Phrase) { phrase.check() }

    @Test("A reminder that repeats is a task that does", arguments: Self.recurringTable)
    func recurring(_ phrase: Phrase) { phrase.check() }

    @Test("Of a task, at a distance from its due time", arguments: Self.ofTasksTable)
    func ofTasks(_ phrase: Phrase) { phrase.check() }

    @Test("What is missing is asked", arguments: Self.unclearRemindersTable)
    func unclearReminders(_ phrase: Phrase) { phrase.check() }

    @Test("Listing, cancelling", arguments: Self.listsTable)
    func lists(_ phrase: Phrase) { phrase.check() }

    @Test("Snoozing: ten minutes unless said otherwise", arguments: Self.snoozingTable)
    func snoozing(_ phrase: Phrase) { phrase.check() }

    static let ownTable = [
        Phrase("remind me to call mum in 3 seconds", "remind [call mum] Wed 2026-03-04 10:00:03"),
        Phrase("remind me to call mum tomorrow at 5", "remind [call mum] Thu 2026-03-05 17:00"),
        Phrase("remind me tomorrow at 5 to call mum", "remind [call mum] Thu 2026-03-05 17:00"),
        Phrase("remind me at 5 to call mum", "remind [call mum] Wed 2026-03-04 17:00"),
        Phrase("remind me in half an hour to take out the cake", "remind [take out the cake] Wed 2026-03-04 10:30"),
        Phrase("remind me in 2 hours and 15 minutes to leave", "remind [leave] Wed 2026-03-04 12:15"),
        Phrase("remind me tomorrow to buy milk", "remind [buy milk] Thu 2026-03-05 09:00"),
        Phrase("remind me to buy milk tomorrow morning", "remind [buy milk] Thu 2026-03-05 09:00"),
        Phrase("remind me to stretch in 3 days", "remind [stretch] Sat 2026-03-07 09:00"),
        Phrase("remind me to stretch in 3 days at 8", "remind [stretch] Sat 2026-03-07 08:00"),
        Phrase("remind me about the party on friday at 8pm", "remind [the party] Fri 2026-03-06 20:00"),
        Phrase("remind me that the oven is on in 10 min", "remind [the oven is on] Wed 2026-03-04 10:10"),
        Phrase(#"remind me "pay rent" on the 1st"#, "remind [pay rent] Wed 2026-04-01 09:00"),
        Phrase("remind me to pay 20 euros tomorrow", "remind [pay 20 euros] Thu 2026-03-05 09:00"),
        Phrase("remind me not to eat sugar tonight", "remind [not to eat sugar] Wed 2026-03-04 20:00"),
        Phrase("remind me at noon: lunch", "remind [lunch] Wed 2026-03-04 12:00"),
        Phrase("remind me next week to file taxes", "remind [file taxes] Mon 2026-03-09 09:00"),
        Phrase("remind me at the end of the day to water the plants", "remind [water the plants] Wed 2026-03-04 18:00"),
        Phrase("remind me 30 minutes before the meeting at 5pm", "remind [meeting] Wed 2026-03-04 16:30"),
        Phrase("set a reminder for 5pm to call mum", "remind [call mum] Wed 2026-03-04 17:00"),
        Phrase(#"set a reminder "call mum" tomorrow at noon"#, "remind [call mum] Thu 2026-03-05 12:00"),
        Phrase("create a reminder for tomorrow at 9: standup", "remind [standup] Thu 2026-03-05 09:00"),
        Phrase("reminder: call mum at 5", "remind [call mum] Wed 2026-03-04 17:00"),
        Phrase("notify me in 5 minutes to check the oven", "remind [check the oven] Wed 2026-03-04 10:05"),
        Phrase("don't forget to call mum tomorrow at 5", "remind [call mum] Thu 2026-03-05 17:00"),
        Phrase("don't let me forget the keys at 7am", "remind [the keys] Thu 2026-03-05 07:00"),
        Phrase("can you remind me to buy milk at 6pm please", "remind [buy milk] Wed 2026-03-04 18:00"),
    ]

    static let recurringTable = [
        Phrase(
            "remind me every weekday at 8 to stand up",
            "add [stand up] due Thu 2026-03-05 08:00 remind Thu 2026-03-05 08:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
        ),
        Phrase(
            "remind me every day at 8 to take pills",
            "add [take pills] due Thu 2026-03-05 08:00 remind Thu 2026-03-05 08:00 FREQ=DAILY"
        ),
        Phrase(
            "remind me to stand up every weekday at 8",
            "add [stand up] due Thu 2026-03-05 08:00 remind Thu 2026-03-05 08:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
        ),
        Phrase(
            "remind me every monday to water the plants",
            "add [water the plants] due Mon 2026-03-09 09:00 remind Mon 2026-03-09 09:00 FREQ=WEEKLY;BYDAY=MO"
        ),
        Phrase(
            "remind me every 2 weeks on friday to water the plants",
            "add [water the plants] due Fri 2026-03-06 09:00 remind Fri 2026-03-06 09:00 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"
        ),
    ]

    static let ofTasksTable = [
        Phrase("remind me 30 min before the dentist", "remind of task [dentist] 30 min before"),
        Phrase("remind me about the dentist appointment 1 hour before", "remind of task [dentist appointment] 60 min before"),
        Phrase(#"remind me 1 day before "pay rent""#, "remind of task “pay rent” 1440 min before"),
        Phrase("remind me one week before the exam", "remind of task [exam] 10080 min before"),
        Phrase("set reminder for milk 1 hour before", "remind of task [milk] 60 min before"),
        Phrase("remind me about task 2 tomorrow", "remind of task #2 Thu 2026-03-05 09:00"),
        Phrase("remind me about the milk task tomorrow at 9", "remind of task [milk] Thu 2026-03-05 09:00"),
        Phrase(#"remind me about the "pay rent" task at 5pm"#, "remind of task “pay rent” Wed 2026-03-04 17:00"),
        Phrase("change the dentist reminder to 1 hour before", "remind of task [dentist] 60 min before"),
        Phrase("move the dentist reminder to 6pm", "remind of task [dentist] Wed 2026-03-04 18:00"),
    ]

    static let unclearRemindersTable = [
        Phrase("remind me", "ask: Remind you of what? → “remind me to ‹title›”"),
        Phrase("remind me to call mum", "ask: When should I remind you? → “remind me to call mum ‹time›”"),
        Phrase("remind me at 5", "ask: Remind you of what? → “remind me to ‹title› at 5”"),
        Phrase("remind me on friday", "ask: Remind you of what? → “remind me to ‹title› on friday”"),
        Phrase("remind me today to buy milk", "ask: At what time? → “remind me today to buy milk ‹time›”"),
        Phrase(
            "remind me to call mum today at 8",
            "ask: Do you mean 1) today at 20:00, or 2) tomorrow at 08:00? → “remind me to call mum today at 20:00” or “remind me to call mum tomorrow at 08:00”"
        ),
        Phrase(
            "remind me to call mum yesterday",
            "ask: Tuesday, 3 March 2026, 09:00 is in the past. When should it be? → “remind me to call mum ‹time›”"
        ),
        Phrase("remind me 2 hours before", "ask: Which task do you mean? → “remind me about ‹item› 2 hours before”"),
        Phrase("remind me in 0 minutes to celebrate", "ask: When should I remind you? → “remind me in 0 minutes to celebrate ‹time›”"),
        Phrase(
            "remind bob to pay at 5",
            "ask: I can only remind you. Did you mean “remind me bob to pay at 5”? → “remind me bob to pay at 5”"
        ),
    ]

    static let listsTable = [
        Phrase("show reminders", "list reminders"),
        Phrase("my reminders", "list reminders"),
        Phrase("what reminders do I have tomorrow?", "list reminders from Thu 2026-03-05 00:00 before Fri 2026-03-06 00:00"),
        Phrase("list my reminders for this week", "list reminders from Mon 2026-03-02 00:00 before Mon 2026-03-09 00:00"),
        Phrase("upcoming reminders", "list reminders"),
        Phrase("cancel reminder 2", "cancel reminder #2"),
        Phrase("cancel the dentist reminder", "cancel reminder [dentist]"),
        Phrase("cancel the reminder for the dentist", "cancel reminder [dentist]"),
        Phrase(#"cancel the reminder about "pay rent""#, "cancel reminder “pay rent”"),
        Phrase("delete the dentist reminder", "cancel reminder [dentist]"),
        Phrase("remove the reminder for milk", "cancel reminder [milk]"),
        Phrase("stop reminding me about milk", "cancel reminder [milk]"),
        Phrase("turn off the reminder for milk", "cancel reminder [milk]"),
        Phrase("cancel the reminder", "ask: Which reminder do you mean? → “cancel the reminder for ‹item›”"),
        Phrase("cancel all reminders", "ask: I take one reminder at a time. Which one? → “cancel the reminder for ‹item›”"),
        Phrase(
            "cancel milk",
            "ask: Do you mean 1) the reminder, or 2) to delete the task? → “cancel the reminder for milk” or “delete milk”"
        ),
        Phrase("cancel task milk", "delete [milk]"),
    ]

    static let snoozingTable = [
        Phrase("snooze", "snooze the latest for 600 s"),
        Phrase("snooze for 10 minutes", "snooze the latest for 600 s"),
        Phrase("snooze 1 hour", "snooze the latest for 3600 s"),
        Phrase("snooze for half an hour please", "snooze the latest for 1800 s"),
        Phrase("snooze another 10 minutes", "snooze the latest for 600 s"),
        Phrase("snooze the dentist for 15 min", "snooze [dentist] for 900 s"),
        Phrase(#"snooze "pay rent" for 1h30m"#, "snooze “pay rent” for 5400 s"),
        Phrase("snooze reminder 2 for an hour", "snooze #2 for 3600 s"),
        Phrase("snooze until 5pm", "snooze the latest until Wed 2026-03-04 17:00"),
        Phrase("snooze until tomorrow", "snooze the latest until Thu 2026-03-05 09:00"),
        Phrase("snooze the dentist until tomorrow at 8", "snooze [dentist] until Thu 2026-03-05 08:00"),
        Phrase("snooze until monday at 9", "snooze the latest until Mon 2026-03-09 09:00"),
        Phrase("snooze for 2 days", "snooze the latest for 172800 s"),
        Phrase("snooze for a month", "snooze the latest until Sat 2026-04-04 10:00"),
        Phrase("remind me again in 10 minutes", "snooze the latest for 600 s"),
        Phrase("remind me later", "snooze the latest for 600 s"),
        Phrase("remind me again tomorrow at 9", "snooze the latest until Thu 2026-03-05 09:00"),
        Phrase("snooze 5", "ask: Do you mean 1) for 5 minutes, or 2) reminder number 5? → “snooze for 5 minutes” or “snooze reminder 5”"),
        Phrase("snooze all reminders", "ask: I take one reminder at a time. Which one? → “snooze ‹item›”"),
    ]
}
