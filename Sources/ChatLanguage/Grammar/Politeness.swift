/// Words that only lead up to a command.
enum Politeness {
    private static let leads: [Pattern] = [
        "please|pls|plz", "hey|hi|hello|ok|okay|so|now|and|also|then|oh|alright there|bot|assistant|again? ,|!?",
        "can|could|would|will you|u please|kindly|just?", "can|could|may i", "i want|wish|would to", "i'd like|love you? to",
        "i would like|love you? to",
        "i want you to", "let's|lets", "let us", "just|kindly|quickly", "go ahead and", "help me to?", "you should|must|can|could",
        "would you mind",
    ]

    static func stripped(_ tokens: Tokens) -> Tokens {
        var rest = tokens.trimmed
        // A few in a row are enough; a message of nothing but "please" ends here too.
        for _ in 0..<6 {
            guard let next = leads.lazy.compactMap({ $0.match(rest, at: rest.startIndex) }).first(where: { $0 > 0 && $0 < rest.count })
            else { break }
            rest = rest.dropFirst(next).trimmed
        }
        if rest.count > 2, let shorter = rest.droppingLast(",? please|pls|plz|thanks"), !shorter.isEmpty, shorter.count < rest.count {
            rest = shorter.trimmed
        }
        return rest
    }
}
