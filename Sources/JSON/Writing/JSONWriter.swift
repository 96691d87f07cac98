/// Writes JSON piece by piece to the end of a byte array. Commas come by themselves.
///
/// ```swift
/// var writer = JSONWriter()
/// writer.object { writer in
///     writer.member("id", id)
///     writer.key("tags")
///     writer.array(tags)
/// }
/// ```
///
/// The calls have to follow the grammar (a key before each value of an object, and nowhere else); this is not checked.
public struct JSONWriter {
    /// What has been written so far, in UTF-8.
    public internal(set) var bytes: [UInt8] = []
    /// A value has ended, so that whatever comes next in the same container needs a comma before it.
    var needsComma = false

    public init(reservingCapacity capacity: Int = 256) {
        bytes.reserveCapacity(capacity)
    }

    /// One value as text.
    public static func encode(_ value: some JSONEncodable, reservingCapacity capacity: Int = 256) -> [UInt8] {
        var writer = JSONWriter(reservingCapacity: capacity)
        writer.value(value)
        return writer.bytes
    }

    /// A string with quotes and escapes.
    static func encode(_ string: String) -> String {
        var writer = JSONWriter(reservingCapacity: string.utf8.count + 2)
        writer.string(string)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// Forgets what has been written, and keeps the memory.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    // MARK: Containers

    public mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    public mutating func endObject() {
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    public mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
    }

    public mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    public mutating func object<Failure: Error>(_ members: (inout JSONWriter) throws(Failure) -> Void) throws(Failure) {
        beginObject()
        try members(&self)
        endObject()
    }

    public mutating func array<Failure: Error>(_ elements: (inout JSONWriter) throws(Failure) -> Void) throws(Failure) {
        beginArray()
        try elements(&self)
        endArray()
    }

    public mutating func array(_ elements: some Sequence<some JSONEncodable>) {
        beginArray()
        for element in elements { element.encode(to: &self) }
        endArray()
    }

    // MARK: Members

    /// The name of a member; its value has to come next.
    public mutating func key(_ name: StaticString) {
        separate()
        name.withUTF8Buffer { quote($0) }
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    @_disfavoredOverload
    public mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    public mutating func member(_ name: StaticString, _ value: some JSONEncodable) {
        key(name)
        value.encode(to: &self)
    }

    @_disfavoredOverload
    public mutating func member(_ name: String, _ value: some JSONEncodable) {
        key(name)
        value.encode(to: &self)
    }

    /// A member that is left out when there is no value.
    public mutating func member(_ name: StaticString, ifPresent value: (some JSONEncodable)?) {
        if let value { member(name, value) }
    }

    // MARK: Values

    public mutating func value(_ value: some JSONEncodable) {
        value.encode(to: &self)
    }

    public mutating func string(_ value: String) {
        separate()
        quote(value)
        needsComma = true
    }

    /// - Parameter utf8: text as bytes; what is not UTF-8 in it is written as U+FFFD.
    public mutating func string(utf8: some Collection<UInt8>) {
        string(String(decoding: utf8, as: UTF8.self))
    }

    public mutating func bool(_ value: Bool) {
        word(value ? "true" : "false")
    }

    public mutating func null() {
        word("null")
    }

    /// - Parameter json: exactly one value; it is not checked again.
    public mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    mutating func word(_ word: StaticString) {
        separate()
        word.withUTF8Buffer { bytes.append(contentsOf: $0) }
        needsComma = true
    }

    @inline(__always)
    mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }
}
