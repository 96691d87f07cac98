/// Any JSON value, as a tree. For where the shape is not known beforehand; elsewhere `JSONReader` is quicker and says more.
public enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)

    public init(parsing bytes: [UInt8], options: JSONReader.Options = .ijson) throws(JSONError) {
        self = try JSONReader.read(bytes, options: options) { (reader) throws(JSONError) in try reader.value() }
    }

    public init(parsing text: String, options: JSONReader.Options = .ijson) throws(JSONError) {
        try self.init(parsing: Array(text.utf8), options: options)
    }

    public var kind: JSONKind {
        switch self {
        case .null: .null
        case .bool: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}

extension JSONReader {
    /// Reads one value of any kind as a tree.
    public mutating func value() throws(JSONError) -> JSONValue {
        switch try kind() {
        case .null:
            try null()
            return .null
        case .bool: return .bool(try bool())
        case .number: return .number(try double())
        case .string: return .string(try string())
        case .array: return .array(try array { (reader) throws(JSONError) in try reader.value() })
        case .object:
            var object = JSONObject()
            try beginObject()
            while let key = try nextMember() { object[key.string] = try value() }
            return .object(object)
        }
    }
}

extension JSONValue: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        switch self {
        case .null: writer.null()
        case .bool(let value): writer.bool(value)
        case .number(let value): writer.double(value)
        case .string(let value): writer.string(value)
        case .array(let values): writer.array(values)
        case .object(let object): writer.value(object)
        }
    }
}

extension JSONValue: JSONDecodable {
    public init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.value()
    }
}

extension JSONValue: CustomStringConvertible {
    /// The value as JSON text.
    public var description: String { String(decoding: JSONWriter.encode(self), as: UTF8.self) }
}
