/// A value that writes itself as JSON.
public protocol JSONEncodable {
    func encode(to writer: inout JSONWriter)
}

/// A value that reads itself from JSON.
public protocol JSONDecodable {
    init(from reader: inout JSONReader) throws(JSONError)
}

extension JSONDecodable {
    /// - Throws: when `bytes` is not exactly one such value.
    public init(json bytes: [UInt8], options: JSONReader.Options = .ijson) throws(JSONError) {
        self = try JSONReader.read(bytes, options: options) { (reader) throws(JSONError) in try Self(from: &reader) }
    }
}

extension String: JSONEncodable, JSONDecodable {
    public func encode(to writer: inout JSONWriter) { writer.string(self) }
    public init(from reader: inout JSONReader) throws(JSONError) { self = try reader.string() }
}

extension Int: JSONEncodable, JSONDecodable {
    public func encode(to writer: inout JSONWriter) { writer.int(self) }
    public init(from reader: inout JSONReader) throws(JSONError) { self = try reader.int() }
}

extension Int64: JSONEncodable, JSONDecodable {
    public func encode(to writer: inout JSONWriter) { writer.int(Int(self)) }
    public init(from reader: inout JSONReader) throws(JSONError) { self = Int64(try reader.int()) }
}

extension Double: JSONEncodable, JSONDecodable {
    public func encode(to writer: inout JSONWriter) { writer.double(self) }
    public init(from reader: inout JSONReader) throws(JSONError) { self = try reader.double() }
}

extension Bool: JSONEncodable, JSONDecodable {
    public func encode(to writer: inout JSONWriter) { writer.bool(self) }
    public init(from reader: inout JSONReader) throws(JSONError) { self = try reader.bool() }
}

extension Array: JSONEncodable where Element: JSONEncodable {
    public func encode(to writer: inout JSONWriter) { writer.array(self) }
}

extension Array: JSONDecodable where Element: JSONDecodable {
    public init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.array { (reader) throws(JSONError) in try Element(from: &reader) }
    }
}

extension Optional: JSONEncodable where Wrapped: JSONEncodable {
    public func encode(to writer: inout JSONWriter) {
        if let self { self.encode(to: &writer) } else { writer.null() }
    }
}

extension Optional: JSONDecodable where Wrapped: JSONDecodable {
    public init(from reader: inout JSONReader) throws(JSONError) {
        self = try reader.optional { (reader) throws(JSONError) in try Wrapped(from: &reader) }
    }
}

extension Dictionary: JSONEncodable where Key == String, Value: JSONEncodable {
    /// In the order of the names, so that equal dictionaries give equal text.
    public func encode(to writer: inout JSONWriter) {
        writer.object { writer in
            for (name, value) in self.sorted(by: { $0.key < $1.key }) { writer.member(name, value) }
        }
    }
}
