/// What a sentence says besides its command, and what is left of it then: the title.
struct Details {
    var time = TimePhrase()
    var recurrence: RecurrenceReading?
    var end: Recurrence.End?
    var reminder: ReminderClause?
    var priority: TaskPriority?
    var tags: [String] = []
    var description: String?
    /// The words that nothing else was made of.
    var kept: [Token] = []
    /// Where the sentence speaks of days, and where of any time at all; to ask again without them.
    var dayIndices: Set<Int> = []
    var timeIndices: Set<Int> = []
    /// Where it speaks of the reminder.
    var reminderIndices: Set<Int> = []
    /// The expression of time that cannot be.
    var problemRange: Range<Int>?
    /// Two expressions that do not go together, as written.
    var conflict: (String, String)?

    var saysWhen: Bool { !time.isEmpty || recurrence != nil }
}

/// When a task's reminder comes.
enum ReminderClause {
    /// "remind me 30 minutes before"
    case before(Span)
    /// "with a reminder"
    case whenDue
    /// "remind me at 8"
    case at(TimePhrase)
    /// "remind me the evening before"
    case daysBefore(Int, TimePhrase)
}
