/// Cuts a message into tokens, in one pass.
struct Tokenizer {
    private let characters: [Character]
    private var position = 0
    private var tokens: [Token] = []
    /// Closing quotes that are known not to come any more; saves a search to the end for each that opens.
    private var missingClosers: Set<Set<Character>> = []

    private init(_ text: String) { characters = Array(text) }

    static func tokens(of text: String) -> [Token] {
        var tokenizer = Tokenizer(text)
        tokenizer.run()
        return tokenizer.tokens
    }

    private mutating func run() {
        var isSpaced = true
        while position < characters.count {
            let character = characters[position]
            if character.isBlank {
                position += 1
                isSpaced = true
                continue
            }
            if !quoted(isSpaced), !tag(isSpaced), !mark(isSpaced) { word(isSpaced) }
            isSpaced = false
        }
    }

    private mutating func append(_ kind: Token.Kind, _ range: Range<Int>, inner: Range<Int>? = nil, isSpaced: Bool) {
        let source = String(characters[range])
        let text = inner.map { String(characters[$0]) } ?? source
        tokens.append(Token(kind: kind, text: text, source: source, key: kind == .quoted ? "" : source.folded, isSpaced: isSpaced))
    }

    /// `"…"`, `“…”`, `„…“`, `«…»`, `'…'`, `‘…’`. Single quotes count only around whole words: the one in "don't" is an apostrophe.
    private mutating func quoted(_ isSpaced: Bool) -> Bool {
        guard let closers = Self.closers[characters[position]], !missingClosers.contains(closers) else { return false }
        let isSingle = closers.contains("'")
        if isSingle, !isSpaced, let last = tokens.last, !last.isMark { return false }
        var end = position + 1
        while end < characters.count, !(closers.contains(characters[end]) && (!isSingle || isWordEnd(after: end))) { end += 1 }
        guard end < characters.count else {
            missingClosers.insert(closers)
            return false
        }
        let inner = (position + 1)..<end
        if characters[inner].contains(where: { !$0.isBlank }) { append(.quoted, position..<(end + 1), inner: inner, isSpaced: isSpaced) }
        position = end + 1
        return true
    }

    private mutating func tag(_ isSpaced: Bool) -> Bool {
        guard characters[position] == "#" else { return false }
        var end = position + 1
        while end < characters.count, characters[end].isTagged { end += 1 }
        let name = characters[(position + 1)..<end]
        guard name.contains(where: { $0.isLetter }) else { return false }
        append(.tag, position..<end, inner: (position + 1)..<end, isSpaced: isSpaced)
        position = end
        return true
    }

    private mutating func mark(_ isSpaced: Bool) -> Bool {
        let character = characters[position]
        guard Self.marks.contains(character) else { return false }
        // "!high" is a word.
        if character == "!", position + 1 < characters.count, characters[position + 1].isLetter { return false }
        append(.mark, position..<(position + 1), isSpaced: isSpaced)
        position += 1
        return true
    }

    private mutating func word(_ isSpaced: Bool) {
        let start = position
        position += 1
        while position < characters.count {
            let character = characters[position]
            if character.isBlank || Self.doubleQuotes.contains(character) { break }
            // "17:30", "p.m" and "1,000" keep their marks inside; a mark before a space or another mark ends the word.
            if Self.marks.contains(character), isMarkOutside(position) { break }
            position += 1
        }
        append(.word, start..<position, isSpaced: isSpaced)
    }

    private func isMarkOutside(_ index: Int) -> Bool {
        guard index + 1 < characters.count else { return true }
        let next = characters[index + 1]
        switch characters[index] {
        case ",": return !(characters[index - 1].isNumber && next.isNumber)
        case ".", ":", "!": return !(next.isLetter || next.isNumber || next == "/")
        case "?": return !(next.isLetter || next.isNumber)
        default: return true
        }
    }

    private func isWordEnd(after index: Int) -> Bool {
        index + 1 == characters.count || !(characters[index + 1].isLetter || characters[index + 1].isNumber)
    }

    private static let closers: [Character: Set<Character>] = [
        "\"": ["\"", "”", "“"], "“": ["”", "“", "\""], "”": ["”", "“", "\""], "„": ["“", "”", "\""], "«": ["»"], "»": ["«", "»"],
        "'": ["'", "’", "‘"], "‘": ["’", "'", "‘"], "’": ["’", "'"], "‚": ["‘", "’", "'"], "`": ["`"], "「": ["」"],
    ]
    private static let doubleQuotes: Set<Character> = ["\"", "“", "”", "„", "«", "»"]
    private static let marks: Set<Character> = [
        ".", ",", ";", ":", "!", "?", "(", ")", "[", "]", "{", "}", "…", "—", "–", "\"", "“", "”", "„", "*",
    ]
}

extension Character {
    /// White space and control characters, line ends included.
    fileprivate var isBlank: Bool {
        isWhitespace || unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
    }

    fileprivate var isTagged: Bool { isLetter || isNumber || self == "-" || self == "_" }
}

extension String {
    /// Lower case, straight apostrophes, and without the invisible marks of writing direction.
    var folded: String {
        var result = ""
        for scalar in lowercased().unicodeScalars {
            switch scalar {
            case "’", "‘", "`": result.unicodeScalars.append("'")
            case "\u{200B}"..."\u{200F}", "\u{202A}"..."\u{202E}", "\u{2060}"..."\u{2069}", "\u{FEFF}", "\u{AD}": continue
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
