/// The syntax tree of a rule, and its evaluation.
indirect enum RuleExpression: Sendable {
    enum Comparison: String, Sendable {
        case equal = "==", notEqual = "!=", less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">=", within = "in"
    }

    case literal(GoValue)
    case list([RuleExpression])
    case event
    case field(RuleExpression, String)
    case index(RuleExpression, RuleExpression)
    case has(RuleExpression, String)
    case not(RuleExpression)
    case and(RuleExpression, RuleExpression)
    case or(RuleExpression, RuleExpression)
    case compare(Comparison, RuleExpression, RuleExpression)
    case call(String, RuleExpression, [RuleExpression])

    func evaluate(_ event: GoValue) throws(RuleError) -> GoValue {
        switch self {
        case .literal(let value): return value
        case .event: return event
        case .list(let elements):
            var values: [GoValue] = []
            for element in elements { values.append(try element.evaluate(event)) }
            return .array(values)
        case .field(let base, let name):
            guard let value = try base.evaluate(event)[name] else { throw RuleError("no such key: \(name)") }
            return value
        case .index(let base, let index): return try Self.element(base.evaluate(event), index.evaluate(event))
        case .has(let base, let name):
            guard case .object(let object) = try base.evaluate(event) else { throw RuleError("has() needs an object") }
            return .bool(object[name] != nil)
        case .not(let operand): return .bool(!(try operand.bool(event)))
        case .and(let left, let right): return try Self.combine(left, right, event, decisive: false)
        case .or(let left, let right): return try Self.combine(left, right, event, decisive: true)
        case .compare(let comparison, let left, let right):
            return .bool(try Self.compare(comparison, left.evaluate(event), right.evaluate(event)))
        case .call(let name, let target, let arguments):
            var values: [GoValue] = []
            for argument in arguments { values.append(try argument.evaluate(event)) }
            return try Self.call(name, target.evaluate(event), values)
        }
    }

    private func bool(_ event: GoValue) throws(RuleError) -> Bool {
        guard case .bool(let value) = try evaluate(event) else { throw RuleError("no such overload") }
        return value
    }

    /// `decisive` is the operand that settles the result alone: false for `&&`, true for `||`.
    private static func combine(
        _ left: RuleExpression,
        _ right: RuleExpression,
        _ event: GoValue,
        decisive: Bool
    ) throws(RuleError) -> GoValue {
        let first: Bool
        do throws(RuleError) {
            first = try left.bool(event)
        } catch {
            if (try? right.bool(event)) == decisive { return .bool(decisive) }
            throw error
        }
        return first == decisive ? .bool(decisive) : .bool(try right.bool(event))
    }

    private static func element(_ base: GoValue, _ index: GoValue) throws(RuleError) -> GoValue {
        if let name = index.string, let value = base[name] { return value }
        if let position = index.int, let array = base.array, array.indices.contains(position) { return array[position] }
        throw RuleError("no such key: \(index.text)")
    }

    private static func compare(_ comparison: Comparison, _ left: GoValue, _ right: GoValue) throws(RuleError) -> Bool {
        switch comparison {
        case .equal: return isEqual(left, right)
        case .notEqual: return !isEqual(left, right)
        case .within:
            if let array = right.array { return array.contains { isEqual($0, left) } }
            if let object = right.object, let name = left.string { return object[name] != nil }
            throw RuleError("no such overload: in")
        case .less, .lessOrEqual, .greater, .greaterOrEqual: break
        }
        if let a = left.double, let b = right.double { return ordered(comparison, a, b) }
        if let a = left.string, let b = right.string { return ordered(comparison, a, b) }
        throw RuleError("no such overload: \(comparison.rawValue)")
    }

    private static func ordered<Value: Comparable>(_ comparison: Comparison, _ a: Value, _ b: Value) -> Bool {
        switch comparison {
        case .less: a < b
        case .lessOrEqual: a <= b
        case .greater: a > b
        default: a >= b
        }
    }

    /// Numbers are equal by value, whatever their spelling.
    private static func isEqual(_ left: GoValue, _ right: GoValue) -> Bool {
        if let a = left.double, let b = right.double { return a == b }
        return left == right
    }

    private static func call(_ name: String, _ target: GoValue, _ arguments: [GoValue]) throws(RuleError) -> GoValue {
        if name == "size", arguments.isEmpty {
            if let text = target.string { return .integer(text.unicodeScalars.count) }
            if let array = target.array { return .integer(array.count) }
            if let object = target.object { return .integer(object.members.count) }
        }
        guard let text = target.string, arguments.count == 1, let argument = arguments[0].string else {
            throw RuleError("no such overload: \(name)")
        }
        switch name {
        case "startsWith": return .bool(text.hasPrefix(argument))
        case "endsWith": return .bool(text.hasSuffix(argument))
        case "contains": return .bool(argument.isEmpty || text.contains(argument))
        default: throw RuleError("no such function: \(name)")
        }
    }
}
