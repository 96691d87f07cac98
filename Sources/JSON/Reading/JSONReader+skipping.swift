extension JSONReader {
    /// Passes over one value of any kind, and checks all of it.
    public mutating func skip() throws(JSONError) {
        let start = frames.count
        repeat {
            try skipScalarOrEnter()
            // Back to the next value that is to be read, out of all containers that end here.
            while frames.count > start {
                if frames[frames.count &- 1].isObject {
                    if try nextMember() != nil { break }
                } else {
                    if try nextElement() { break }
                }
            }
        } while frames.count > start
    }

    /// Reads one value of any kind as it is written.
    ///
    /// - Returns: exactly the bytes of the value, checked, without white space around it.
    public mutating func rawValue() throws(JSONError) -> RawJSON {
        skipWhitespace()
        let start = position
        try skip()
        return RawJSON(unchecked: Array(UnsafeBufferPointer(start: base + start, count: position - start)))
    }

    /// Reads one value in a way that its faults stay with it: whatever `body` throws or leaves unread, the reader stands behind the
    /// value afterwards.
    ///
    /// - Throws: when the text is no JSON at all, so that the end of the value cannot be found.
    public mutating func isolated<Value, Failure: Error>(
        _ body: (inout JSONReader) throws(Failure) -> Value
    ) throws(JSONError) -> Result<Value, Failure> {
        let depth = frames.count
        let result: Result<Value, Failure>
        do {
            result = .success(try body(&self))
        } catch {
            result = .failure(error)
        }
        if frames.count > depth || isBeforeValue { try leave(to: depth) }
        return result
    }

    /// Passes over the rest of all containers deeper than `depth`, and over a value that is announced and unread.
    private mutating func leave(to depth: Int) throws(JSONError) {
        let strict = options
        // What is passed over here has been found wanting already; only its end matters now.
        options = Options(strictness: .lenient, maxDepth: .max)
        defer { options = strict }
        if isBeforeValue { try skip() }
        while frames.count > depth {
            if frames[frames.count - 1].isObject {
                while try nextMember() != nil {}
            } else {
                while try nextElement() {}
            }
        }
    }

    private mutating func skipScalarOrEnter() throws(JSONError) {
        switch try kind() {
        case .object: try beginObject()
        case .array: try beginArray()
        case .string:
            position = try scanString().end &+ 1
            isBeforeValue = false
        case .number:
            let token = try scanNumber()
            // Plain integers are decided by their digits; only the others may be too large for a double.
            if !token.isInteger || token.digits > 1 << 53 || !token.isWhole { _ = try value(of: token) }
            position = token.end
            isBeforeValue = false
        case .bool: _ = try bool()
        case .null: try null()
        }
    }
}
