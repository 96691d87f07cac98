/// A word of a rule.
struct RuleToken: Equatable {
    enum Kind { case string, number, word, symbol }

    var kind: Kind
    var text: String

    var isOperator: Bool { kind == .symbol || (kind == .word && text == "in") }

    static func all(of text: String) throws(RuleError) -> [RuleToken] {
        var tokens: [RuleToken] = []
        var rest = Substring(text)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if first == "\"" || first == "'" {
                tokens.append(RuleToken(kind: .string, text: try string(&rest, quote: first)))
            } else if first.isLetter || first == "_" {
                let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                tokens.append(RuleToken(kind: .word, text: String(word)))
                rest.removeFirst(word.count)
            } else if first.isNumber || (first == "-" && rest.dropFirst().first?.isNumber == true) {
                let number = rest.prefix { $0.isNumber || "-.eE+".contains($0) }
                guard Double(number) != nil else { throw RuleError("\(number) is no number") }
                tokens.append(RuleToken(kind: .number, text: String(number)))
                rest.removeFirst(number.count)
            } else if let symbol = ["==", "!=", "<=", ">=", "&&", "||"].first(where: { rest.hasPrefix($0) }) {
                tokens.append(RuleToken(kind: .symbol, text: symbol))
                rest.removeFirst(2)
            } else if "!<>.()[],".contains(first) {
                tokens.append(RuleToken(kind: .symbol, text: String(first)))
                rest.removeFirst()
            } else {
                throw RuleError("unexpected \(first)")
            }
        }
        return tokens
    }

    private static func string(_ rest: inout Substring, quote: Character) throws(RuleError) -> String {
        rest.removeFirst()
        var result = ""
        while let next = rest.popFirst() {
            if next == quote { return result }
            guard next == "\\" else {
                result.append(next)
                continue
            }
            switch rest.popFirst() {
            case "n": result.append("\n")
            case "t": result.append("\t")
            case "r": result.append("\r")
            case let escaped?: result.append(escaped)
            case nil: throw RuleError("a string does not end")
            }
        }
        throw RuleError("a string does not end")
    }
}
