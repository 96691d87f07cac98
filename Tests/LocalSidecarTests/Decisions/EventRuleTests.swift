import Testing

@testable import LocalSidecar

@Suite("Routing rules")
struct EventRuleTests {
    private static let event: GoValue = [
        "type": "order.created", "data": ["kind": "vip", "total": .number("12.50"), "tags": ["a", "b"], "nested": ["deep": true]],
    ]

    @Test(
        "a rule matches or does not",
        arguments: [
            (#"event.type == "order.created""#, true), (#"event.type == 'other'"#, false), (#"event.type != "x""#, true),
            (#"event.type.startsWith("order.")"#, true), (#"event.type.endsWith("paid")"#, false), (#"event.type.contains("der.c")"#, true),
            (#"has(event.data.kind) && event.data.kind == "vip""#, true), (#"has(event.data.none) && event.data.none == "vip""#, false),
            (#"!has(event.data.none)"#, true), (#"event.data["kind"] == "vip""#, true), (#"event.data.total >= 12.5"#, true),
            (#"event.data.total == 12.5"#, true), (#"event.data.total < 3"#, false), (#""a" in event.data.tags"#, true),
            (#"event.type in ["x", "order.created"]"#, true), (#"size(event.data.tags) == 2"#, true), (#"event.data.nested.deep"#, true),
            (#"event.data.tags[1] == "b""#, true), (#"(event.type == "x" || event.data.kind == "vip") && true"#, true),
            (#""kind" in event.data"#, true),
        ]
    )
    func matches(rule: String, isMatch: Bool) throws {
        #expect(try EventRule(rule).matches(Self.event) == isMatch)
    }

    @Test(
        "a field that is not there is an error, and not a mismatch",
        arguments: [#"event.data.none == "vip""#, #"event.none.x"#, #"event.data.kind > 3"#, #"event.data.kind"#, #"has(event.type.x)"#]
    )
    func errors(rule: String) throws {
        let rule = try EventRule(rule)
        #expect(throws: RuleError.self) { try rule.matches(Self.event) }
    }

    @Test("and and or forgive an error when the other side decides")
    func absorption() throws {
        #expect(try EventRule(#"event.data.none == 1 || event.data.kind == "vip""#).matches(Self.event))
        #expect(try !EventRule(#"event.data.none == 1 && event.data.kind == "x""#).matches(Self.event))
        #expect(throws: RuleError.self) { try EventRule(#"event.data.none == 1 && event.data.kind == "vip""#).matches(Self.event) }
    }

    @Test(
        "what is no rule is refused",
        arguments: ["", "event.", "event.type ==", "other.type == 1", "event.type = 1", "\"open", "(event", "event.type ~ 1", "1 2"]
    )
    func refused(rule: String) {
        #expect(throws: RuleError.self) { _ = try EventRule(rule) }
    }

    @Test("the first rule that matches wins, the default comes last, and an error hides what is behind it")
    func routes() throws {
        let rules = [
            Subscription.Rule(match: try EventRule(#"event.type == "a""#), path: "/a"),
            Subscription.Rule(match: try EventRule(#"event.data.kind == "vip""#), path: "/vip"),
            Subscription.Rule(match: nil, path: "/rest"),
        ]
        #expect(try EventDelivery.route(["type": "a"], rules) == "/a")
        #expect(try EventDelivery.route(["type": "b", "data": ["kind": "vip"]], rules) == "/vip")
        #expect(try EventDelivery.route(["type": "b", "data": ["kind": "x"]], rules) == "/rest")
        #expect(throws: RuleError.self) { try EventDelivery.route(["type": "b", "data": [:]], rules) }
        #expect(try EventDelivery.route(["type": "b"], [rules[0]]) == nil)
    }
}
