import JSON
import ServiceKit

/// Collects what is wrong with the fields of a request, so that a caller learns of all of it at once.
struct FieldCheck {
    private(set) var errors: [Problem.FieldError] = []

    mutating func note(_ field: String, _ message: String) {
        // Enough to be of use, and no more than a request can be answered with.
        guard errors.count < 100 else { return }
        errors.append(Problem.FieldError(field: field, message: message))
    }

    /// Reads one value; a value of the wrong kind is noted under its place and passed over.
    ///
    /// - Throws: when the text is no JSON at all.
    mutating func value<Value>(
        _ reader: inout JSONReader,
        _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value? {
        switch try reader.isolated(read) {
        case .success(let value): return value
        case .failure(let error):
            if error.isSyntax { throw error }
            note(error.path.isEmpty ? "body" : error.path, error.message)
            return nil
        }
    }

    /// Notes a field that there is not.
    mutating func unknown(_ reader: inout JSONReader) throws(JSONError) {
        note(reader.path, "There is no such field.")
        _ = try reader.isolated { (reader) throws(JSONError) in try reader.skip() }
    }

    /// - Throws: 422 when anything was noted.
    func finish() throws(Problem) {
        if !errors.isEmpty { throw .invalid(errors) }
    }
}

extension JSONError {
    /// Whether the text is no JSON at all, as opposed to JSON with the wrong content.
    var isSyntax: Bool {
        switch code {
        case .syntax, .unexpectedEnd, .trailing, .invalidUTF8: true
        case .tooDeep, .duplicateName, .loneSurrogate, .noncharacter, .numberOutOfRange, .typeMismatch, .invalidValue: false
        }
    }
}
