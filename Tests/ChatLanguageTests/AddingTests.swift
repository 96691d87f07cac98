import Testing

@Suite("Adding tasks")
struct AddingTests {
    @Test("a task", arguments: Self.titles)
    func title(_ phrase: Phrase) { phrase.check() }

    static let titles = [
        Phrase("add buy milk", "add [buy milk]"),
        Phrase("please add buy milk to my list", "add [buy milk]"),
        Phrase("add buy milk tomorrow at 5pm #home !high", "add [buy milk] due Thu 2026-03-05 17:00 high #home"),
    ]
}
