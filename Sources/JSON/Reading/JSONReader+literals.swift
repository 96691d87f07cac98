extension JSONReader {
    public mutating func bool() throws(JSONError) -> Bool {
        skipWhitespace()
        guard position < count else { throw mismatch(.bool) }
        switch base[position] {
        case UInt8(ascii: "t"):
            try literal("true")
            return true
        case UInt8(ascii: "f"):
            try literal("false")
            return false
        default:
            throw mismatch(.bool)
        }
    }

    public mutating func null() throws(JSONError) {
        try expect(.null, startingWith: UInt8(ascii: "n"))
        try literal("null")
    }

    /// Reads a null if one comes next; otherwise reads nothing.
    public mutating func skipNull() throws(JSONError) -> Bool {
        guard try kind() == .null else { return false }
        try literal("null")
        return true
    }

    /// Reads null as nil and everything else with `value`.
    public mutating func optional<Value>(
        _ value: (inout JSONReader) throws(JSONError) -> Value
    ) throws(JSONError) -> Value? {
        try skipNull() ? nil : try value(&self)
    }

    mutating func literal(_ word: StaticString) throws(JSONError) {
        for index in 0..<word.utf8CodeUnitCount {
            guard position + index < count else {
                throw error(.unexpectedEnd, at: count, "The text ends inside a value.")
            }
            guard base[position + index] == word.utf8Start[index] else {
                throw error(.syntax, at: position + index, "A value is expected here.")
            }
        }
        position += word.utf8CodeUnitCount
        isBeforeValue = false
    }
}
