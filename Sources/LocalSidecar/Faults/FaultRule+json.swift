extension FaultRule {
    /// Reads a rule of `PUT /faults`. Every field is checked: a misspelt fault would make a test pass for nothing.
    init(_ value: GoValue) throws(BodyError) {
        guard let object = value.object else { throw BodyError("a rule is an object") }
        guard let point = object["point"]?.string, Self.isKnown(point) else {
            throw BodyError("point has to be one of \(FaultPoint.allCases.map(\.rawValue).joined(separator: ", ")) or the beginning of one")
        }
        guard let effect = object["effect"]?.string.flatMap({ Effect(rawValue: $0) }) else {
            throw BodyError("effect has to be one of \(Effect.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.init(point, effect)
        for member in object.members { try set(member) }
        guard (on == nil) == (off == nil) else { throw BodyError("on and off go together") }
    }

    private static func isKnown(_ point: String) -> Bool {
        FaultPoint.allCases.contains { $0.rawValue == point || $0.rawValue.hasPrefix(point + ".") }
    }

    private mutating func set(_ member: GoObject.Member) throws(BodyError) {
        let value = member.value
        switch member.name {
        case "point", "effect": break
        case "match": match = try Self.require(value.string, "match", "a string")
        case "share":
            share = try Self.require(value.double.flatMap { (0...1).contains($0) ? $0 : nil }, "share", "a number from 0 to 1")
        case "times": times = try Self.require(value.int, "times", "a whole number")
        case "from": from = try Self.duration(value, "from")
        case "until": until = try Self.duration(value, "until")
        case "on": on = try Self.duration(value, "on")
        case "off": off = try Self.duration(value, "off")
        case "delay": delay = try FaultDelay(value)
        case "status":
            status = try Self.require(value.int.flatMap { (200...599).contains($0) ? $0 : nil }, "status", "a status from 200 to 599")
        case "code": code = try Self.require(value.string, "code", "a string")
        case "message": message = try Self.require(value.string, "message", "a string")
        case "afterwards": isAfterwards = try Self.require(value.bool, "afterwards", "true or false")
        case "copies":
            copies = try Self.require(value.int.flatMap { (1...100).contains($0) ? $0 : nil }, "copies", "a number from 1 to 100")
        default: throw BodyError("a rule has no field \(member.name)")
        }
    }

    static func require<Value>(_ value: Value?, _ name: String, _ what: String) throws(BodyError) -> Value {
        guard let value else { throw BodyError("\(name) has to be \(what)") }
        return value
    }

    static func duration(_ value: GoValue, _ name: String) throws(BodyError) -> Duration {
        guard let text = value.string, let span = Span(go: text), span.nanoseconds >= 0 else {
            throw BodyError("\(name) has to be a duration such as 250ms")
        }
        return span.duration
    }
}

extension FaultDelay {
    /// `"250ms"`, `{"uniform": ["10ms", "2s"]}` or `{"exponential": "500ms"}`.
    init(_ value: GoValue) throws(BodyError) {
        if value.string != nil {
            self = .fixed(try FaultRule.duration(value, "delay"))
        } else if let ends = value["uniform"]?.array, ends.count == 2 {
            self = .uniform(try FaultRule.duration(ends[0], "delay"), try FaultRule.duration(ends[1], "delay"))
        } else if let mean = value["exponential"] {
            self = .exponential(mean: try FaultRule.duration(mean, "delay"))
        } else {
            throw BodyError("delay has to be a duration, {\"uniform\": [\"10ms\", \"2s\"]} or {\"exponential\": \"500ms\"}")
        }
    }
}
