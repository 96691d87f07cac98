/// Why a text is not the JSON that was wanted, and where.
public struct JSONError: Error, Hashable, Sendable {
    public enum Code: String, Hashable, Sendable {
        /// Not JSON by RFC 8259.
        case syntax
        /// The text ends inside a value.
        case unexpectedEnd
        /// Something follows the value.
        case trailing
        /// Bytes that are not UTF-8.
        case invalidUTF8
        /// More arrays and objects within each other than the reader allows.
        case tooDeep
        /// A member name that the object has already (RFC 7493, section 2.3).
        case duplicateName
        /// Half of a surrogate pair (RFC 7493, section 2.1).
        case loneSurrogate
        /// A code point that Unicode reserves for internal use (RFC 7493, section 2.1).
        case noncharacter
        /// An integer beyond 2^53 (RFC 7493, section 2.2), a number no double can hold, or one outside the wanted range.
        case numberOutOfRange
        /// JSON, but of another kind than asked for.
        case typeMismatch
        /// JSON of the wanted kind, but not with a content that the caller accepts.
        case invalidValue
    }

    public var code: Code
    /// Byte offset in the text.
    public var offset: Int
    /// The value concerned, as `reminders[3].data.count`; empty for the outermost value.
    public var path: String
    /// One sentence without the path, fit for the person who sent the text.
    public var message: String

    public init(_ code: Code, offset: Int = 0, path: String = "", message: String) {
        self.code = code
        self.offset = offset
        self.path = path
        self.message = message
    }

    /// The same text fails the same way each time.
    public var isRetriable: Bool { false }
}

extension JSONError: CustomStringConvertible {
    public var description: String {
        path.isEmpty ? "\(message) (byte \(offset))" : "\(path): \(message) (byte \(offset))"
    }
}
