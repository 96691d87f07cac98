/// Recursive descent over the tokens of a rule.
struct RuleParser {
    private var tokens: [RuleToken]
    private var position = 0

    init(_ text: String) throws(RuleError) {
        tokens = try RuleToken.all(of: text)
    }

    mutating func parse() throws(RuleError) -> RuleExpression {
        let expression = try or()
        guard position == tokens.count else { throw RuleError("unexpected \(tokens[position].text)") }
        return expression
    }

    private mutating func or() throws(RuleError) -> RuleExpression {
        var left = try and()
        while take("||") { left = .or(left, try and()) }
        return left
    }

    private mutating func and() throws(RuleError) -> RuleExpression {
        var left = try comparison()
        while take("&&") { left = .and(left, try comparison()) }
        return left
    }

    private mutating func comparison() throws(RuleError) -> RuleExpression {
        var left = try unary()
        while position < tokens.count, tokens[position].isOperator,
            let comparison = RuleExpression.Comparison(rawValue: tokens[position].text)
        {
            position += 1
            left = .compare(comparison, left, try unary())
        }
        return left
    }

    private mutating func unary() throws(RuleError) -> RuleExpression {
        if take("!") { return .not(try unary()) }
        return try postfix(try primary())
    }

    private mutating func postfix(_ start: RuleExpression) throws(RuleError) -> RuleExpression {
        var expression = start
        while true {
            if take(".") {
                let name = try word()
                expression = take("(") ? .call(name, expression, try arguments(until: ")")) : .field(expression, name)
            } else if take("[") {
                let index = try or()
                try expect("]")
                expression = .index(expression, index)
            } else {
                return expression
            }
        }
    }

    private mutating func primary() throws(RuleError) -> RuleExpression {
        guard position < tokens.count else { throw RuleError("the rule ends too early") }
        let token = tokens[position]
        position += 1
        switch token.kind {
        case .string: return .literal(.string(token.text))
        case .number: return .literal(.number(token.text))
        case .word: return try named(token.text)
        case .symbol:
            switch token.text {
            case "(":
                let inner = try or()
                try expect(")")
                return inner
            case "[": return .list(try arguments(until: "]"))
            default: throw RuleError("unexpected \(token.text)")
            }
        }
    }

    private mutating func named(_ word: String) throws(RuleError) -> RuleExpression {
        switch word {
        case "true": return .literal(.bool(true))
        case "false": return .literal(.bool(false))
        case "null": return .literal(.null)
        case "event": return .event
        case "has" where take("("):
            guard case .field(let base, let name) = try or() else { throw RuleError("has() needs a field") }
            try expect(")")
            return .has(base, name)
        case "size" where take("("):
            let target = try or()
            try expect(")")
            return .call("size", target, [])
        default: throw RuleError("undeclared reference to \(word)")
        }
    }

    private mutating func arguments(until end: String) throws(RuleError) -> [RuleExpression] {
        var result: [RuleExpression] = []
        while !take(end) {
            if !result.isEmpty { try expect(",") }
            result.append(try or())
        }
        return result
    }

    private mutating func word() throws(RuleError) -> String {
        guard position < tokens.count, tokens[position].kind == .word else { throw RuleError("a name is expected") }
        position += 1
        return tokens[position - 1].text
    }

    private mutating func take(_ symbol: String) -> Bool {
        guard position < tokens.count, tokens[position].kind == .symbol, tokens[position].text == symbol else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ symbol: String) throws(RuleError) {
        guard take(symbol) else { throw RuleError("\(symbol) is expected") }
    }
}
