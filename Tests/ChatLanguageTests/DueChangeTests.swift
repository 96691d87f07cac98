import ChatLanguage
import Foundation
import Testing

/// What a change means for a task that is due on Friday, 6 March 2026, 17:30 in Berlin, or that is not due at all.
@Suite("Changing a due time")
struct DueChangeTests {
    private static let friday: Int64 = 1_772_814_600_000

    @Test("with an old due time", arguments: Self.table)
    func change(_ phrase: Phrase) { #expect(resolved(phrase.say, from: Self.friday) == phrase.means) }

    @Test("without one", arguments: Self.undatedTable)
    func undated(_ phrase: Phrase) { #expect(resolved(phrase.say, from: nil) == phrase.means) }

    private func resolved(_ say: String, from current: Int64?) -> String {
        guard case .updateTask(_, let changes) = ChatParser.parse(say, now: Phrase.now, timeZone: Phrase.berlin), let due = changes.due
        else {
            return "no change"
        }
        let instant = due.resolved(from: current, now: Phrase.now, timeZone: Phrase.berlin)
        return instant.map { Meaning(zone: Phrase.berlin).time($0) } ?? "not due"
    }

    static let table = [
        Phrase("move x to monday", "Mon 2026-03-09 17:30"),
        Phrase("move x to 9am", "Fri 2026-03-06 09:00"),
        Phrase("move x to monday at 9", "Mon 2026-03-09 09:00"),
        Phrase("postpone x by 2 days", "Sun 2026-03-08 17:30"),
        Phrase("postpone x by a month", "Mon 2026-04-06 17:30"),
        Phrase("postpone x by 4 weeks", "Fri 2026-04-03 17:30"),
        Phrase("push x back an hour", "Fri 2026-03-06 18:30"),
        Phrase("bring x forward by 1 day", "Thu 2026-03-05 17:30"),
        Phrase("clear the due date of x", "not due"),
    ]

    static let undatedTable = [
        Phrase("move x to monday", "Mon 2026-03-09 23:59"),
        Phrase("move x to 9am", "Thu 2026-03-05 09:00"),
        Phrase("postpone x by 2 days", "not due"),
    ]
}
