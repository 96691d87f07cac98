/// A JSON value as Go's `any` holds it: what Dapr makes of every body that it takes apart and puts together again.
///
/// Written out, members are sorted by name and the text is compact; see `GoValue+writing.swift`.
enum GoValue: Equatable, Sendable {
    case null
    case bool(Bool)
    /// The number as it will be written: the sender's own text, or Go's rendering of the double.
    case number(String)
    case string(String)
    case array([GoValue])
    case object(GoObject)

    var object: GoObject? {
        if case .object(let object) = self { object } else { nil }
    }

    var array: [GoValue]? {
        if case .array(let array) = self { array } else { nil }
    }

    var string: String? {
        if case .string(let string) = self { string } else { nil }
    }

    var bool: Bool? {
        if case .bool(let bool) = self { bool } else { nil }
    }

    var double: Double? {
        if case .number(let text) = self { Double(text) } else { nil }
    }

    var int: Int? {
        guard case .number(let text) = self else { return nil }
        return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
    }

    subscript(name: String) -> GoValue? { object?[name] }

    static func integer(_ value: some BinaryInteger) -> GoValue { .number(String(value)) }
}

extension GoValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByBooleanLiteral {
    init(stringLiteral value: String) { self = .string(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral elements: GoValue...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, GoValue)...) { self = .object(GoObject(elements)) }
}
