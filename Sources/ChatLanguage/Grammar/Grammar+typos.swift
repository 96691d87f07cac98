extension Grammar {
    /// A title with a word that is nearly one of time may hide a day: "call mum tomorow at 5" is not today.
    func refuseTypos(in details: Details) throws(Unclear) {
        for (index, token) in details.kept.enumerated() where token.kind == .word {
            guard let word = Typos.nearTime(token.key) ?? misspeltUnit(index, in: details) else { continue }
            let corrected = Tokens(sentence.map { $0 == token ? token.replaced(by: word) : $0 }).text
            throw Unclear(
                "Did you mean “\(word)” by “\(token.text)”? If it belongs to the title, put the title in quotes.",
                proposing: [corrected]
            )
        }
    }

    /// "in 5 minuts"
    private func misspeltUnit(_ index: Int, in details: Details) -> String? {
        let token = details.kept[index]
        guard index >= 2, details.kept[index - 2].key == "in",
            Names.units[token.key] == nil,
            Numbers.cardinal(details.kept[index - 1].key) != nil || ["a", "an"].contains(details.kept[index - 1].key)
        else { return nil }
        return Typos.nearest(
            to: token.key,
            among: ["seconds", "minutes", "hours", "days", "weeks", "months", "minute", "hour", "week", "month"],
            slack: 0
        )
    }
}

extension Token {
    func replaced(by word: String) -> Token {
        Token(kind: .word, text: word, source: word, key: word, isSpaced: isSpaced)
    }
}
