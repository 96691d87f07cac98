/// The `match` of a routing rule: the part of CEL that rules on `event.type` and `event.data` need.
///
/// Literals, lists, field selection, indexing, `has()`, `==` `!=` `<` `<=` `>` `>=` `in` `&&` `||` `!`, parentheses,
/// `startsWith`, `endsWith`, `contains` and `size`. As in CEL, a field that is not there
/// is an error and not a mismatch, and `&&` and `||` forgive an error when the other side decides.
struct EventRule: Sendable {
    let text: String
    private let expression: RuleExpression

    init(_ text: String) throws(RuleError) {
        self.text = text
        var parser = try RuleParser(text)
        expression = try parser.parse()
    }

    /// Whether the rule matches the event.
    /// - Throws: `RuleError` when the rule cannot be evaluated on this event; then no other route is tried.
    func matches(_ event: GoValue) throws(RuleError) -> Bool {
        guard case .bool(let result) = try expression.evaluate(event) else {
            throw RuleError("the rule does not come out as true or false")
        }
        return result
    }
}

/// A rule that cannot be read or evaluated. Never retriable.
struct RuleError: Error, Equatable {
    let code = "invalid_rule"
    let message: String
    var isRetriable: Bool { false }

    init(_ message: String) {
        self.message = message
    }
}
