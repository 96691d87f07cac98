import Testing

@Suite("Caution")
struct CautionTests {
    @Test("What is not to be done is not done", arguments: Self.negationTable)
    func negation(_ phrase: Phrase) { phrase.check() }

    @Test("A misspelt command is asked about and not carried out", arguments: Self.typosTable)
    func typos(_ phrase: Phrase) { phrase.check() }

    @Test("Without a command it is offered to add a task", arguments: Self.offersTable)
    func offers(_ phrase: Phrase) { phrase.check() }

    @Test("Small talk", arguments: Self.talkTable)
    func talk(_ phrase: Phrase) { phrase.check() }

    static let negationTable = [
        Phrase("don't delete milk", "say: All right, I leave everything as it is."),
        Phrase("do not remind me", "say: All right, I leave everything as it is."),
        Phrase("please do not delete milk", "say: All right, I leave everything as it is."),
        Phrase("never delete milk", "say: All right, I leave everything as it is."),
        Phrase("i don't want to delete milk", "say: All right, I leave everything as it is."),
        Phrase("don't remind me about milk", "say: All right, I leave everything as it is."),
        Phrase("dont add milk", "say: All right, I leave everything as it is."),
        Phrase("you should not delete milk", "say: All right, I leave everything as it is."),
        Phrase("do not ever delete milk", "say: All right, I leave everything as it is."),
        Phrase("no need to remind me", "say: All right, I leave everything as it is."),
        Phrase("don't add milk, add eggs", "say: All right, I leave everything as it is."),
    ]

    static let typosTable = [
        Phrase("delte milk", "ask: Did you mean “delete milk”? → “delete milk”"),
        Phrase("deleet milk", "ask: Did you mean “delete milk”? → “delete milk”"),
        Phrase("remvoe milk", "ask: Did you mean “remove milk”? → “remove milk”"),
        Phrase("dleete all", "ask: Did you mean “delete all”? → “delete all”"),
        Phrase("remnd me to call mum at 5", "ask: Did you mean “remind me to call mum at 5”? → “remind me to call mum at 5”"),
        Phrase("remaind me to call mum at 5", "ask: Did you mean “remind me to call mum at 5”? → “remind me to call mum at 5”"),
        Phrase("complte milk", "ask: Did you mean “complete milk”? → “complete milk”"),
        Phrase("finsh milk", "ask: Did you mean “finish milk”? → “finish milk”"),
        Phrase("addd milk", "ask: Did you mean “add milk”? → “add milk”"),
        Phrase("creat task milk", "ask: Did you mean “create task milk”? → “create task milk”"),
        Phrase("shwo tasks", "ask: Did you mean “show tasks”? → “show tasks”"),
        Phrase("lsit my tasks", "ask: Did you mean “list my tasks”? → “list my tasks”"),
        Phrase("udpate milk to tomorrow", "ask: Did you mean “update milk to tomorrow”? → “update milk to tomorrow”"),
        Phrase("posptone milk by 1 day", "ask: Did you mean “postpone milk by 1 day”? → “postpone milk by 1 day”"),
        Phrase("canel the reminder for milk", "ask: Did you mean “cancel the reminder for milk”? → “cancel the reminder for milk”"),
        Phrase("snoze 5 min", "ask: Did you mean “snooze 5 min”? → “snooze 5 min”"),
        Phrase("serach milk", "ask: Did you mean “search milk”? → “search milk”"),
        Phrase("hlep", "ask: Did you mean “help”? → “help”"),
    ]

    static let offersTable = [
        Phrase("buy milk tomorrow", "ask: Shall I add “buy milk tomorrow” as a task? → “add buy milk tomorrow”"),
        Phrase("call mum", "ask: Shall I add “call mum” as a task? → “add call mum”"),
        Phrase("shop for shoes", "ask: Shall I add “shop for shoes” as a task? → “add shop for shoes”"),
        Phrase("feed the cat at 6pm", "ask: Shall I add “feed the cat at 6pm” as a task? → “add feed the cat at 6pm”"),
        Phrase(
            "pay rent every month on the 1st",
            "ask: Shall I add “pay rent every month on the 1st” as a task? → “add pay rent every month on the 1st”"
        ),
        Phrase("🥛", "ask: Shall I add “🥛” as a task? → “add 🥛”"),
    ]

    static let talkTable = [
        Phrase("help", "help"),
        Phrase("what can you do?", "help"),
        Phrase("help me", "help"),
        Phrase("thanks", "say: You're welcome."),
        Phrase("thank you very much", "say: You're welcome."),
        Phrase("hello", "say: Hello! Say “help” to see what I understand."),
        Phrase("good morning", "say: Hello! Say “help” to see what I understand."),
        Phrase("well done", "say: Thank you."),
        Phrase("yes", "ask: There is no open question. What can I do for you?"),
        Phrase("ok", "ask: There is no open question. What can I do for you?"),
        Phrase("no", "no"),
        Phrase("never mind", "no"),
        Phrase("cancel", "no"),
        Phrase("stop", "no"),
        Phrase("undo", "ask: I cannot take back what is done. Tell me what to change instead."),
        Phrase("?", "ask: What can I do for you? Say “help” to see what I understand."),
        Phrase("why do birds sing?", "ask: I did not understand that. Say “help” to see what I understand."),
    ]
}
