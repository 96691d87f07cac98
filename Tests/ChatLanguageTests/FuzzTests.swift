import ChatLanguage
import Foundation
import Testing

@Suite("Any input")
struct FuzzTests {
    private static let contexts: [ChatContext] = [
        ChatContext(),
        ChatContext(pending: .confirmation, mentioned: "milk"),
        ChatContext(pending: .choice(["buy milk", "buy oat milk"])),
        ChatContext(pending: .proposals(["delete milk"])),
        ChatContext(pending: .proposals(["add x on 3 April 2027", "add x on 4 March 2027"])),
        ChatContext(pending: .completion(before: "remind me to call mum", after: "", gap: .time)),
        ChatContext(pending: .completion(before: "delete", after: "", gap: .item)),
        ChatContext(pending: .completion(before: "add", after: "tomorrow", gap: .title)),
    ]

    @Test("20,000 random sentences and byte strings get an answer that holds together", arguments: 0..<4)
    func random(_ seed: Int) {
        var random = SeededGenerator(state: UInt64(seed) &+ 2026)
        for round in 0..<5_000 {
            let text = round % 5 == 0 ? bytes(&random) : sentence(&random)
            let context = Self.contexts[Int.random(in: 0..<Self.contexts.count, using: &random)]
            check(
                ChatParser.parse(text, now: Phrase.now, timeZone: round % 2 == 0 ? Phrase.berlin : Phrase.newYork, context: context),
                text
            )
        }
    }

    @Test("the longest messages are read without harm", arguments: Self.units)
    func long(_ unit: String) {
        let text = String(repeating: unit, count: 8_000 / unit.utf8.count)
        for prefix in ["", "move milk to ", "remind me ", "list "] {
            check(ChatParser.parse(prefix + text, now: Phrase.now, timeZone: Phrase.berlin), prefix + text)
        }
    }

    @Test("a message beyond the limit is refused")
    func tooLong() {
        let intent = ChatParser.parse("add " + String(repeating: "a", count: 1_000_000), now: Phrase.now, timeZone: Phrase.berlin)
        #expect(intent == .question(ChatQuestion("That is too long for me. Can you say it in fewer words?")))
    }

    @Test("clocks far off do no harm", arguments: [Int64.min, -1, 0, 1, 253_402_300_799_000, Int64.max])
    func clocks(_ now: Int64) {
        for text in [
            "add x tomorrow", "remind me in 9 years to x", "add x every 29 february", "show tasks due next year", "add x end of month",
        ] {
            _ = ChatParser.parse(text, now: now, timeZone: Phrase.berlin)
        }
    }

    /// Repeated up to the limit of 8 KiB: unkind to anything that looks back or ahead.
    static let units: [String] = [
        "a ", "friday ", "at 5 ", "'", "\" ", "“ ", "mondays and ", "1 hour and ", "every ", "until ", "remind me ", "30 min before ",
        "to ", "#a ", "the ", "3 ",
        "🥛", "👩‍👩‍👧 ", "e\u{301}", "\u{202E}abc ", "שלום ", "مرحبا ", ", ", "... ", "don't ", "and ", "with ", "in 5 ", "march 3 ", "tomorow ",
        "\u{0}", "\r\n",
        "a\u{300}\u{301}\u{302}", "9:00 ", "first monday of ", "!high ", "note ", "12", "1h", "as done ", "for ", "'a ", "a' ",
    ]

    /// What every answer has to keep, whatever was said.
    private func check(_ intent: ChatIntent, _ text: String) {
        switch intent {
        case .addTask(let draft):
            #expect(
                !draft.title.isEmpty && draft.title == draft.title.trimmingCharacters(in: .whitespacesAndNewlines),
                "\(text.prefix(200))"
            )
            #expect(draft.dueAt.map { $0 > Phrase.now } ?? true, "\(text.prefix(200))")
            #expect(draft.remindAt.map { $0 > Phrase.now } ?? true, "\(text.prefix(200))")
            #expect(draft.remindAt == nil || draft.offsetMinutes == nil, "\(text.prefix(200))")
            #expect(draft.offsetMinutes.map { (1...525_600).contains($0) && draft.dueAt != nil } ?? true, "\(text.prefix(200))")
            #expect(draft.recurrence.map { $0.hasPrefix("FREQ=") && draft.dueAt != nil } ?? true, "\(text.prefix(200))")
        case .setReminder(let draft):
            if case .at(let instant) = draft.time { #expect(instant > Phrase.now, "\(text.prefix(200))") }
            if case .before(let minutes) = draft.time { #expect((1...525_600).contains(minutes), "\(text.prefix(200))") }
            if case .title(let title) = draft.subject { #expect(!title.isEmpty, "\(text.prefix(200))") }
        case .updateTask(_, let changes):
            #expect(changes != TaskChanges(), "\(text.prefix(200))")
        case .snoozeReminder(_, .delay(let delay)):
            #expect(delay > 0, "\(text.prefix(200))")
        case .snoozeReminder(_, .until(let instant)):
            #expect(instant > Phrase.now, "\(text.prefix(200))")
        case .question(let question):
            #expect(!question.text.isEmpty, "\(text.prefix(200))")
        case .searchTasks(let words):
            #expect(!words.isEmpty, "\(text.prefix(200))")
        default:
            break
        }
    }

    /// Any bytes, repaired to UTF-8 as an HTTP server would.
    private func bytes(_ random: inout SeededGenerator) -> String {
        let count = Int.random(in: 0..<60, using: &random)
        return String(decoding: (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }, as: UTF8.self)
    }

    /// Words of the language in any order, among others.
    private func sentence(_ random: inout SeededGenerator) -> String {
        let count = Int.random(in: 1..<14, using: &random)
        return (0..<count).map { _ in
            let word = Self.words[Int.random(in: 0..<Self.words.count, using: &random)]
            return Int.random(in: 0..<20, using: &random) == 0 ? String(word.shuffled(using: &random)) : word
        }.joined(separator: Int.random(in: 0..<15, using: &random) == 0 ? "" : " ")
    }

    private static let words =
        ("add create delete remove complete done mark as rename to update move change set make remind me reminder snooze for until cancel search find list show tasks my the "
        + "task it that this next friday monday tue mondays tomorrow today tonight yesterday at in on by 5 5pm 17:30 25:00 0 1 2 3 31 99 999999999 1h30m 1.5 9am 12am noon midnight "
        + "minutes hours days weeks months years month week weekend year end of eod every each other daily weekly monthly weekday weekdays 15th 1st 29 february march may until "
        + "before after due date priority high low urgent p1 !high #home #work # #2 \"buy milk\" 'x' “ ” \" ' , . : ; ! ? ( ) and or not don't do no yes second first last "
        + "one two three half an hour a quarter past note with description from 3/4 3/4/2027 13.4.2027 2027-03-03 2027-02-30 2027-03-03T17:30Z 24.12. 10 times morning evening night "
        + "ago now all everything 🥛 שלום مرحبا \u{202E} e\u{301} ok please milk mum").split(separator: " ").map(String.init)
}
