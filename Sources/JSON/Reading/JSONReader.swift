/// Reads JSON straight into the caller's own types, value by value, without a tree in between.
///
/// ```swift
/// try reader.beginObject()
/// while let key = try reader.nextMember() {
///     switch key {
///     case "id": id = try reader.string()
///     case "tags": tags = try reader.array { (reader) throws(JSONError) in try reader.string() }
///     default: throw reader.error(.invalidValue, "There is no such field.")
///     }
/// }
/// ```
///
/// A member or element that the caller does not read is passed over (and still checked). After a type mismatch, and after each
/// violation of I-JSON, the reader stands before the value concerned, so that the caller may note the error and go on: see `isolated(_:)`.
public struct JSONReader: ~Copyable {
    /// How exact the text has to be.
    public enum Strictness: Sendable {
        /// RFC 7493: no duplicate names, no lone surrogates or noncharacters, no integers that a double would change.
        case ijson
        /// RFC 8259 as Go's encoding/json reads it: the last duplicate counts, big integers become doubles, broken text becomes U+FFFD.
        case lenient
    }

    public struct Options: Sendable {
        public var strictness: Strictness
        /// How many arrays and objects may be within each other.
        public var maxDepth: Int

        public init(strictness: Strictness = .ijson, maxDepth: Int = 64) {
            self.strictness = strictness
            self.maxDepth = maxDepth
        }

        public static var ijson: Options { Options() }
        public static var lenient: Options { Options(strictness: .lenient, maxDepth: 512) }
    }

    /// An array or object that has been begun and not yet ended.
    struct Frame {
        let isObject: Bool
        /// Index of the current element or member; -1 before the first.
        var index = -1
        /// Where this object's names start in `names`.
        let firstName: Int
        /// Its names are in `manyNames`, since it has grown too large to search them one by one.
        var isLarge = false
    }

    let base: UnsafePointer<UInt8>
    let count: Int
    var options: Options
    var position = 0
    var frames: [Frame] = []
    /// Names seen in all open objects; only the current one of each when duplicates are allowed.
    var names: [JSONKey] = []
    /// The names of large objects, by depth; apart from the frames, which are thereby cheap to copy.
    var manyNames: [Int: Set<JSONKey>] = [:]
    /// A value has been announced, by a name or a comma, and not been read yet.
    var isBeforeValue = true

    /// A reader over memory that the caller keeps valid and unchanged for as long as the reader is used.
    public init(unsafe bytes: UnsafeRawBufferPointer, options: Options = .ijson) {
        let bytes = bytes.assumingMemoryBound(to: UInt8.self)
        // An empty buffer may have no address; nothing is read through this one, since the count is 0.
        base = bytes.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
        count = bytes.count
        self.options = options
    }

    /// Reads one whole text with `body`, which has to consume the value, and makes sure that nothing follows.
    public static func read<Value>(
        _ bytes: UnsafeRawBufferPointer,
        options: Options = .ijson,
        _ body: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value {
        var reader = JSONReader(unsafe: bytes, options: options)
        let value = try body(&reader)
        try reader.end()
        return value
    }

    public static func read<Value>(
        _ bytes: [UInt8],
        options: Options = .ijson,
        _ body: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value {
        try bytes.withUnsafeBufferPointer { (buffer) throws(JSONError) in
            try read(UnsafeRawBufferPointer(buffer), options: options, body)
        }
    }

    public static func read<Value>(
        _ bytes: RawSpan,
        options: Options = .ijson,
        _ body: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value {
        try bytes.withUnsafeBytes { (buffer) throws(JSONError) in try read(buffer, options: options, body) }
    }

    /// How many arrays and objects are open.
    public var depth: Int { frames.count }

    /// Checks that the outermost value has been read and only white space follows.
    public mutating func end() throws(JSONError) {
        if isBeforeValue && frames.isEmpty { try skip() }
        skipWhitespace()
        guard position == count else { throw error(.trailing, "Nothing may follow the value.") }
    }

    /// The kind of the value that comes next.
    public mutating func kind() throws(JSONError) -> JSONKind {
        skipWhitespace()
        guard position < count else { throw error(.unexpectedEnd, "The text ends where a value is expected.") }
        switch base[position] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        default: throw error(.syntax, "A value is expected here.")
        }
    }

    @inline(__always)
    mutating func skipWhitespace() {
        while position < count {
            switch base[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position &+= 1
            default: return
            }
        }
    }

    /// Moves to the next value and checks its first byte.
    @inline(__always)
    mutating func expect(_ wanted: JSONKind, startingWith first: UInt8) throws(JSONError) {
        skipWhitespace()
        guard position < count, base[position] == first else { throw mismatch(wanted) }
    }

    @inline(never)
    mutating func mismatch(_ wanted: JSONKind) -> JSONError {
        do {
            return error(.typeMismatch, "Expected \(wanted), found \(try kind()).")
        } catch {
            return error
        }
    }
}
