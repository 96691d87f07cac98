/// One JSON value as it was written: checked once, then carried along unread.
public struct RawJSON: Hashable, Sendable {
    /// The value in UTF-8, without white space around it.
    public let bytes: [UInt8]

    /// Bytes that were checked before, by whoever stored them.
    public init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// - Throws: when `bytes` is not exactly one value.
    public init(validating bytes: [UInt8], options: JSONReader.Options = .ijson) throws(JSONError) {
        self = try JSONReader.read(bytes, options: options) { (reader) throws(JSONError) in try reader.rawValue() }
    }

    public init(_ value: some JSONEncodable) {
        bytes = JSONWriter.encode(value)
    }

    public static var null: RawJSON { RawJSON(unchecked: Array("null".utf8)) }

    /// The value as a tree.
    public func value(options: JSONReader.Options = .ijson) throws(JSONError) -> JSONValue {
        try JSONValue(parsing: bytes, options: options)
    }
}

extension RawJSON: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        writer.raw(bytes)
    }
}

extension RawJSON: JSONDecodable {
    public init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.rawValue()
    }
}

extension RawJSON: CustomStringConvertible {
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
