/// A word, a quoted phrase, a tag or a punctuation mark of a message.
struct Token: Sendable, Hashable {
    enum Kind: Sendable { case word, quoted, tag, mark }

    let kind: Kind
    /// What it says: without the quotes, without the `#`.
    let text: String
    /// As written.
    let source: String
    /// What patterns are compared with: lower case, straight apostrophes. Empty for quoted text, so that no command is ever found in it.
    let key: String
    /// Whether white space comes before it.
    let isSpaced: Bool

    var isMark: Bool { kind == .mark }
}

/// A stretch of a message. Indices are those of the whole message.
typealias Tokens = ArraySlice<Token>

extension ArraySlice where Element == Token {
    /// The key at an index; empty past the end.
    func key(_ index: Int) -> String { indices.contains(index) ? self[index].key : "" }

    /// As written, without the marks at its ends.
    var text: String { trimmed.source }

    var source: String {
        var result = ""
        for token in self {
            if token.isSpaced, !result.isEmpty { result += " " }
            result += token.source
        }
        return result
    }

    /// Without punctuation at the ends; brackets stay with what they enclose.
    var trimmed: Tokens {
        var rest = self
        while let first = rest.first, first.isMark, first.key != "(" { rest = rest.dropFirst() }
        while let last = rest.last, last.isMark, last.key != ")" { rest = rest.dropLast() }
        return rest
    }

    var firstQuote: Index? { firstIndex { $0.kind == .quoted } }

    /// The rest after a pattern that it begins with.
    func dropping(_ pattern: Pattern) -> Tokens? {
        pattern.match(self, at: startIndex).map { self[(startIndex + $0)...] }
    }

    /// The rest before a pattern that it ends with.
    func droppingLast(_ pattern: Pattern) -> Tokens? {
        let end = trimmed.endIndex
        for start in Swift.max(startIndex, end - pattern.longest)..<end where pattern.match(self[..<end], at: start) == end - start {
            return self[..<start]
        }
        return nil
    }

    /// The first place of a pattern.
    func range(of pattern: Pattern) -> Range<Int>? {
        for start in indices {
            if let count = pattern.match(self, at: start), count > 0 { return start..<(start + count) }
        }
        return nil
    }

    /// The last place of a pattern.
    func lastRange(of pattern: Pattern) -> Range<Int>? {
        for start in indices.reversed() {
            if let count = pattern.match(self, at: start), count > 0 { return start..<(start + count) }
        }
        return nil
    }
}
