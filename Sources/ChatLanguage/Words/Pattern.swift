/// A run of words to recognise: `"mark|flag it? as|to?"`. Words are separated by spaces, alternatives by `|`;
/// an element that ends in `?` may be missing. The longest way to match is not searched for: each element takes what it can.
struct Pattern: Sendable, ExpressibleByStringLiteral {
    private struct Element: Sendable {
        let words: Set<String>
        let isOptional: Bool
    }

    private let elements: [Element]

    init(_ text: String) {
        elements = text.split(separator: " ").map { part in
            let isOptional = part.hasSuffix("?")
            return Element(words: Set((isOptional ? part.dropLast() : part).split(separator: "|").map(String.init)), isOptional: isOptional)
        }
    }

    init(stringLiteral text: String) { self.init(text) }

    var longest: Int { elements.count }

    /// How many tokens it covers, beginning at an index; `nil` when it is not there.
    func match(_ tokens: Tokens, at start: Int) -> Int? {
        var index = start
        for element in elements {
            if element.words.contains(tokens.key(index)) {
                index += 1
            } else if !element.isOptional {
                return nil
            }
        }
        return index - start
    }
}
