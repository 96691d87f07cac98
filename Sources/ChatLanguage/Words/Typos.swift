/// Finds words that are nearly a command or a time, to ask about them instead of doing something wrong.
enum Typos {
    /// The sentence with its misspelt command put right; `nil` when its first words are near to none.
    static func correctedCommand(_ sentence: Tokens) -> String? {
        guard let first = sentence.first, first.kind == .word else { return nil }
        // "remnd me", "remid me": what follows makes it plain.
        let limit = sentence.key(sentence.startIndex + 1) == "me" ? 1 : 0
        guard !everyday.contains(first.key), let verb = nearest(to: first.key, among: Command.verbs, slack: limit) else { return nil }
        let rest = sentence.dropFirst()
        return rest.isEmpty ? verb : verb + (rest.first?.isSpaced == true ? " " : "") + rest.source
    }

    /// The word of time that a word nearly is.
    static func nearTime(_ key: String) -> String? {
        guard key.utf8.count >= 5, key.utf8.count <= 12, !key.hasSuffix("s"), !key.contains("'"), !realWords.contains(key) else {
            return nil
        }
        return nearest(to: key, among: times, slack: 0)
    }

    static func nearest(to key: String, among words: [String], slack: Int) -> String? {
        guard key.utf8.count >= 3, key.utf8.count <= 14 else { return nil }
        let letters = Array(key)
        var best: (word: String, distance: Int)?
        for word in words where word != key {
            let allowed = (word.count <= 4 ? 1 : word.count <= 6 ? 1 : 2) + slack
            let distance = distance(letters, Array(word))
            if distance <= allowed, distance < best?.distance ?? .max { best = (word, distance) }
        }
        return best?.word
    }

    /// Letters to change, leave out, put in or swap.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        guard abs(a.count - b.count) <= 3 else { return .max }
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in 1...max(a.count, 1) where i <= a.count {
            var row = [i]
            for j in 1...max(b.count, 1) where j <= b.count {
                var value = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { value = min(value, beforeLast[j - 2] + 1) }
                row.append(value)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }

    private static let times = [
        "today", "tomorrow", "tonight", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "midnight",
    ]
    private static let realWords: Set<String> = [
        "sundae", "toady", "modday", "mondai", "sundry", "friary", "tuesdayish", "holiday", "birthday",
    ]
    /// What tasks often begin with, near to a command as it may be.
    private static let everyday: Set<String> = [
        "shop", "ask", "and", "fix", "feed", "fill", "mind", "mail", "make", "more", "love", "last", "lift", "like", "live", "slow", "shoe",
        "shot",
        "stop", "stow", "book", "buy", "call", "pay", "send", "read", "walk", "clean", "get", "take", "go", "eat", "cook", "wash", "write",
        "plan",
        "meet", "visit", "order", "pick", "email", "text", "water", "print", "sell", "learn", "bake", "sign", "hand", "task", "dad", "odd",
        "had",
        "ada", "aid", "ad", "park", "bark", "dark", "map", "mop", "mow", "save", "mark", "hell", "heal", "hello", "held", "kind", "wind",
        "bind", "fund",
        "smart", "stare", "tart", "star", "stark", "star", "moved", "love", "cove", "dove", "chance", "charge", "research", "sand", "say",
    ]
}
