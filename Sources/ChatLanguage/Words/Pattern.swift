import Synchronization

/// A run of words to recognise: `"mark|flag it? as|to?"`. Words are separated by spaces, alternatives by `|`;
/// an element that ends in `?` may be missing. The longest way to match is not searched for: each element takes what it can.
struct Pattern: Sendable, ExpressibleByStringLiteral {
    private let compiled: Compiled

    /// A literal is taken apart once and found again by its address, so that patterns can be written where they are used.
    init(stringLiteral text: StaticString) {
        let address = UInt(bitPattern: text.utf8Start)
        compiled = Self.known.withLock { known in
            if let compiled = known[address] { return compiled }
            let compiled = Compiled(text.description)
            known[address] = compiled
            return compiled
        }
    }

    var longest: Int { compiled.elements.count }

    /// How many tokens it covers, beginning at an index; `nil` when it is not there.
    func match(_ tokens: Tokens, at start: Int) -> Int? {
        if let firsts = compiled.firsts, start < tokens.startIndex || start >= tokens.endIndex || !firsts.contains(tokens[start].key) {
            return nil
        }
        var index = start
        for element in compiled.elements {
            if index >= tokens.startIndex, index < tokens.endIndex, element.words.contains(tokens[index].key) {
                index += 1
            } else if !element.isOptional {
                return nil
            }
        }
        return index - start
    }

    private static let known = Mutex<[UInt: Compiled]>([:])

    private struct Element: Sendable {
        let words: Set<String>
        let isOptional: Bool
    }

    private final class Compiled: Sendable {
        let elements: [Element]
        /// Every word it can begin with, to turn most tokens away at once; `nil` when it may also match nothing.
        let firsts: Set<String>?

        init(_ text: String) {
            let elements = text.split(separator: " ").map { part in
                let isOptional = part.hasSuffix("?")
                return Element(
                    words: Set((isOptional ? part.dropLast() : part).split(separator: "|").map(String.init)),
                    isOptional: isOptional
                )
            }
            self.elements = elements
            let required = elements.firstIndex { !$0.isOptional }
            firsts = required.map { elements[...$0].reduce(into: []) { $0.formUnion($1.words) } }
        }
    }
}
