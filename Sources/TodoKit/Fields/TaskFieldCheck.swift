import JSON

/// Collects what is wrong with the fields of a request, so that a caller learns of all of it at once.
struct TaskFieldCheck {
    private(set) var errors: [TaskFieldError] = []

    mutating func note(_ field: String, _ message: String) {
        // Enough to be of use, and no more than a request can be answered with.
        if errors.count < 100 { errors.append(TaskFieldError(field, message)) }
    }

    /// The next member's name. A name that comes twice is noted, and the member passed over.
    mutating func member(_ reader: inout JSONReader) throws(JSONError) -> JSONKey? {
        while true {
            do throws(JSONError) {
                return try reader.nextMember()
            } catch {
                guard error.code == .duplicateName else { throw error }
                note(error.path.isEmpty ? "body" : error.path, error.message)
                _ = try reader.isolated { (reader) throws(JSONError) in try reader.skip() }
            }
        }
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
            switch error.code {
            case .syntax, .unexpectedEnd, .trailing, .invalidUTF8: throw error
            case .tooDeep, .duplicateName, .loneSurrogate, .noncharacter, .numberOutOfRange, .typeMismatch, .invalidValue: break
            }
            note(error.path.isEmpty ? "body" : error.path, error.message)
            return nil
        }
    }

    /// Reads a value that may be null; nil when it was no good, which has been noted.
    mutating func optional<Value>(
        _ reader: inout JSONReader,
        _ read: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value?? {
        if try reader.skipNull() { return .some(nil) }
        return try value(&reader, read).map { .some($0) }
    }

    /// Reads a list of tags and keeps one of each; null is an empty one.
    mutating func tags(_ reader: inout JSONReader) throws(JSONError) -> [String]? {
        if try reader.skipNull() { return [] }
        guard try reader.kind() == .array else {
            return try value(&reader) { (reader) throws(JSONError) in try reader.array { (reader) throws(JSONError) in try reader.string() }
            }
        }
        var tags: [String] = []
        try reader.beginArray()
        while try reader.nextElement() {
            let tag = try value(&reader) { (reader) throws(JSONError) in try reader.string() }
            // One more than allowed, so that the check of the whole task sees that there are too many.
            if let tag, tags.count <= TodoTask.mostTags, !tags.contains(tag) { tags.append(tag) }
        }
        return tags
    }

    /// Notes a field that there is not.
    mutating func unknown(_ reader: inout JSONReader) throws(JSONError) {
        note(reader.path, "There is no such field.")
        _ = try reader.isolated { (reader) throws(JSONError) in try reader.skip() }
    }
}
