import ChatLanguage
import Testing

@Suite("Answers to questions")
struct AnswerTests {
    /// A question that is open, what is said then, and what it means.
    struct Answer: Sendable, CustomTestStringConvertible {
        let pending: ChatContext.Pending
        let phrase: Phrase
        var testDescription: String { phrase.say }

        init(_ pending: ChatContext.Pending, _ say: String, _ means: String) {
            self.pending = pending
            phrase = Phrase(say, means)
        }
    }

    @Test("yes, no, and a command that leaves the question behind", arguments: Self.confirmationTable)
    func confirmation(_ answer: Answer) { answer.phrase.check(ChatContext(pending: answer.pending, mentioned: "buy milk")) }

    @Test("one of several", arguments: Self.choiceTable)
    func choice(_ answer: Answer) { answer.phrase.check(ChatContext(pending: answer.pending)) }

    @Test("what was missing", arguments: Self.completionTable)
    func completion(_ answer: Answer) { answer.phrase.check(ChatContext(pending: answer.pending)) }

    @Test("“it” is what was spoken of last", arguments: Self.pronounTable)
    func pronoun(_ phrase: Phrase) { phrase.check(ChatContext(mentioned: "buy milk")) }

    @Test("the answer to every question of the parser itself is understood in the next turn")
    func wholeTurns() {
        let turns: [(String, String, String)] = [
            ("delte milk", "yes", "delete [milk]"),
            ("delte milk", "no", "no"),
            ("remind me to call mum", "tomorrow at 5", "remind [call mum] Thu 2026-03-05 17:00"),
            ("remind me to call mum", "5", "remind [call mum] Wed 2026-03-04 17:00"),
            ("remind me to call mum", "5 pm", "remind [call mum] Wed 2026-03-04 17:00"),
            ("remind me at 5", "call mum", "remind [call mum] Wed 2026-03-04 17:00"),
            ("remind me 2 hours before", "the dentist", "remind of task [dentist] 120 min before"),
            ("add", "buy milk tomorrow #home", "add [buy milk] due Thu 2026-03-05 23:59 #home"),
            ("add dentist tomorrow, remind me 30 min before", "at 5pm", "add [dentist] due Thu 2026-03-05 17:00 remind 30 min before"),
            (
                "add dentist tomorrow, remind me 1 day before", "2 hours before",
                "ask: At what time is it due? → “add dentist tomorrow remind me 2 hours before ‹time›”"
            ),
            ("add dentist on 31 April", "30 April", "add [dentist] due Thu 2026-04-30 23:59"),
            ("add dentist on 3/4/2027 at 9am", "the first", "add [dentist] due Sat 2027-04-03 09:00"),
            ("add dentist on 3/4/2027 at 9am", "march", "add [dentist] due Thu 2027-03-04 09:00"),
            ("add party tomorrow on friday", "friday", "add [party] due Fri 2026-03-06 23:59"),
            ("add dentist at 5pm tomorrow and also at 6pm", "tomorrow at 6pm", "add [dentist] due Thu 2026-03-05 18:00"),
            ("remind me to call mum today at 8", "1", "remind [call mum] Wed 2026-03-04 20:00"),
            ("remind me today to buy milk", "at 6", "remind [buy milk] Wed 2026-03-04 18:00"),
            ("delete", "milk", "delete [milk]"),
            ("complete", "the second one", "complete #2"),
            ("move milk", "friday at noon", "update [milk] due Fri 2026-03-06 12:00"),
            ("rename milk", "oat milk", "update [milk] title [oat milk]"),
            ("mark milk", "done", "complete [milk]"),
            ("mark milk as wobbly", "in progress", "update [milk] inProgress"),
            ("cancel milk", "2", "delete [milk]"),
            ("cancel milk", "the reminder", "cancel reminder [milk]"),
            ("snooze 5", "first", "snooze the latest for 300 s"),
            ("buy milk tomorrow", "yes please", "add [buy milk] due Thu 2026-03-05 23:59"),
            ("buy milk tomorrow", "list tasks", "list open"),
            ("add call mum tomorow at 5", "yes", "add [call mum] due Thu 2026-03-05 17:00"),
            ("move milk to tomorow", "yes", "update [milk] due on 2026-3-5"),
        ]
        for (first, reply, means) in turns {
            guard case .question(let question) = ChatParser.parse(first, now: Phrase.now, timeZone: Phrase.berlin) else {
                Issue.record("“\(first)” is no question")
                continue
            }
            Phrase(reply, means).check(ChatContext(pending: question.pending))
        }
    }

    private static let titles = ["buy milk", "buy oat milk", "call mum"]

    static let confirmationTable = [
        Answer(.confirmation, "yes", "yes"),
        Answer(.confirmation, "Yes!", "yes"),
        Answer(.confirmation, "y", "yes"),
        Answer(.confirmation, "yes please", "yes"),
        Answer(.confirmation, "yes, delete it", "yes"),
        Answer(.confirmation, "go ahead", "yes"),
        Answer(.confirmation, "ok", "yes"),
        Answer(.confirmation, "👍", "yes"),
        Answer(.confirmation, "no", "no"),
        Answer(.confirmation, "no thanks", "no"),
        Answer(.confirmation, "nope", "no"),
        Answer(.confirmation, "cancel", "no"),
        Answer(.confirmation, "never mind", "no"),
        Answer(.confirmation, "don't", "no"),
        Answer(.confirmation, "don't delete it", "no"),
        Answer(.confirmation, "do not delete it", "no"),
        Answer(.confirmation, "maybe", "ask: Please answer yes or no. → yes or no"),
        Answer(.confirmation, "list tasks", "list open"),
        Answer(.confirmation, "delete eggs", "delete [eggs]"),
    ]

    static let choiceTable = [
        Answer(.choice(titles), "2", "choose 2"),
        Answer(.choice(titles), "the second one", "choose 2"),
        Answer(.choice(titles), "number 1", "choose 1"),
        Answer(.choice(titles), "#3", "choose 3"),
        Answer(.choice(titles), "the last one", "choose 3"),
        Answer(.choice(titles), "mum", "choose 3"),
        Answer(.choice(titles), "buy oat milk", "choose 2"),
        Answer(.choice(titles), "buy milk", "choose 1"),
        Answer(.choice(titles), "milk", "ask: Which one? Say its number or a part of its title. → one of \(titles)"),
        Answer(.choice(titles), "7", "ask: There are only 3. Which one? → one of \(titles)"),
        Answer(.choice(titles), "yes", "ask: Which one? Say its number or a part of its title. → one of \(titles)"),
        Answer(.choice(titles), "none of them", "no"),
        Answer(.choice(titles), "add eggs", "add [eggs]"),
    ]

    static let completionTable = [
        Answer(
            .completion(before: "remind me to call mum", after: "", gap: .time),
            "in 20 minutes",
            "remind [call mum] Wed 2026-03-04 10:20"
        ),
        Answer(
            .completion(before: "remind me to call mum", after: "", gap: .time),
            "at 5 on friday please",
            "remind [call mum] Fri 2026-03-06 17:00"
        ),
        Answer(
            .completion(before: "remind me to call mum", after: "", gap: .time),
            "whenever",
            "ask: I find no time in that. When? → “remind me to call mum ‹time›”"
        ),
        Answer(.completion(before: "remind me to call mum", after: "", gap: .time), "forget it", "no"),
        Answer(.completion(before: "remind me to call mum", after: "", gap: .time), "show tasks", "list open"),
        Answer(.completion(before: "delete", after: "", gap: .item), "\"add milk\"", "delete “add milk”"),
    ]

    static let pronounTable = [
        Phrase("complete it", "complete it"),
        Phrase("mark it done", "complete it"),
        Phrase("delete that one", "delete it"),
        Phrase("remove it please", "delete it"),
        Phrase("make it urgent", "update it urgent"),
        Phrase("move it to friday", "update it due on 2026-3-6"),
        Phrase("postpone it by an hour", "update it due later by 60 min"),
        Phrase("make it recurring every day at 8", "update it due Thu 2026-03-05 08:00 FREQ=DAILY"),
        Phrase("remind me an hour before", "remind of task it 60 min before"),
        Phrase("remind me about it at 6pm", "remind of task it Wed 2026-03-04 18:00"),
        Phrase("snooze it for 1 hour", "snooze it for 3600 s"),
        Phrase("cancel the reminder", "cancel reminder it"),
        Phrase("cancel it", "ask: Do you mean 1) the reminder, or 2) to delete the task? → “cancel the reminder for it” or “delete it”"),
    ]
}
