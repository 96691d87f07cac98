import Testing

@Suite("Reminders of new tasks")
struct TaskReminderTests {
    @Test("Before it is due", arguments: Self.offsetsTable)
    func offsets(_ phrase: Phrase) { phrase.check() }

    @Test("At a time", arguments: Self.instantsTable)
    func instants(_ phrase: Phrase) { phrase.check() }

    @Test("What is missing is asked", arguments: Self.unclearRemindersTable)
    func unclearReminders(_ phrase: Phrase) { phrase.check() }

    static let offsetsTable = [
        Phrase("add dentist on friday at 17:30, remind me 30 min before", "add [dentist] due Fri 2026-03-06 17:30 remind 30 min before"),
        Phrase("add dentist friday 17:30 remind me an hour before", "add [dentist] due Fri 2026-03-06 17:30 remind 60 min before"),
        Phrase(
            "add dentist next friday at noon with a reminder 1 day before",
            "add [dentist] due Fri 2026-03-13 12:00 remind 1440 min before"
        ),
        Phrase("add dentist friday, remind me 1 day before", "add [dentist] due Fri 2026-03-06 23:59 remind 2339 min before"),
        Phrase(
            "add dentist friday at 5pm remind me 2 hours before it's due",
            "add [dentist] due Fri 2026-03-06 17:00 remind 120 min before"
        ),
        Phrase("add x every day at 8 remind me 15 minutes before", "add [x] due Thu 2026-03-05 08:00 remind 15 min before FREQ=DAILY"),
        Phrase(
            "add x every sunday, remind me the day before at 6pm",
            "add [x] due Sun 2026-03-08 23:59 remind 1799 min before FREQ=WEEKLY;BYDAY=SU"
        ),
    ]

    static let instantsTable = [
        Phrase("add dentist friday at 5pm and remind me at 4", "add [dentist] due Fri 2026-03-06 17:00 remind Fri 2026-03-06 16:00"),
        Phrase("add dentist friday at 5pm remind me the day before", "add [dentist] due Fri 2026-03-06 17:00 remind Thu 2026-03-05 09:00"),
        Phrase(
            "add dentist friday at 5pm remind me the evening before",
            "add [dentist] due Fri 2026-03-06 17:00 remind Thu 2026-03-05 18:00"
        ),
        Phrase(
            "add dentist friday at 5pm remind me on thursday at 8am",
            "add [dentist] due Fri 2026-03-06 17:00 remind Thu 2026-03-05 08:00"
        ),
        Phrase("add dentist friday at 5pm with a reminder", "add [dentist] due Fri 2026-03-06 17:00 remind Fri 2026-03-06 17:00"),
        Phrase("add dentist friday with a reminder", "add [dentist] due Fri 2026-03-06 23:59 remind Fri 2026-03-06 09:00"),
        Phrase("add dentist remind me tomorrow at 9", "add [dentist] remind Thu 2026-03-05 09:00"),
    ]

    static let unclearRemindersTable = [
        Phrase(
            "add dentist tomorrow, remind me 30 min before",
            "ask: At what time is it due? → “add dentist tomorrow, remind me 30 min before ‹time›”"
        ),
        Phrase(
            "add dentist tomorrow, remind me 1 day before",
            "ask: The reminder would be on Wednesday, 4 March 2026, 09:00, which is in the past. When should it come? → “add dentist tomorrow remind me ‹other›”"
        ),
        Phrase("add dentist remind me 30 min before", "ask: When is it due? → “add dentist remind me 30 min before ‹time›”"),
        Phrase(
            "add dentist in 20 minutes remind me 30 minutes before",
            "ask: The reminder would be on Wednesday, 4 March 2026, 09:50, which is in the past. When should it come? → “add dentist in 20 minutes remind me ‹other›”"
        ),
    ]
}
