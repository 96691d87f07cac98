/// The six kinds of JSON value.
public enum JSONKind: String, Hashable, Sendable {
    case null, bool, number, string, array, object
}

extension JSONKind: CustomStringConvertible {
    public var description: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
