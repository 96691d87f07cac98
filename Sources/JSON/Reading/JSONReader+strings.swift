extension JSONReader {
    /// A string that has been found well-formed, between its quotes.
    struct StringToken {
        let start: Int
        let end: Int
        let hasEscapes: Bool
    }

    public mutating func string() throws(JSONError) -> String {
        try expect(.string, startingWith: UInt8(ascii: "\""))
        let token = try scanString()
        position = token.end &+ 1
        isBeforeValue = false
        return text(of: token)
    }

    func text(of token: StringToken) -> String {
        let bytes = UnsafeBufferPointer(start: base + token.start, count: token.end &- token.start)
        return token.hasEscapes ? String(decoding: unescape(bytes), as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
    }

    func key(of token: StringToken) -> JSONKey {
        token.hasEscapes
            ? JSONKey(text(of: token))
            : JSONKey(utf8: UnsafeRawBufferPointer(start: base + token.start, count: token.end &- token.start))
    }

    /// Finds the end of the string that starts at `position`, and checks all of it, without moving.
    func scanString() throws(JSONError) -> StringToken {
        let start = position &+ 1
        var index = start
        var hasEscapes = false
        while true {
            index = skipPlain(from: index)
            guard index < count else { throw error(.unexpectedEnd, at: count, "The text ends inside a string.") }
            switch base[index] {
            case UInt8(ascii: "\""):
                return StringToken(start: start, end: index, hasEscapes: hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                index = try scanEscape(at: index)
            case ..<0x20:
                throw error(.syntax, at: index, "Control characters have to be escaped in a string.")
            default:
                index = try scanMultibyte(at: index)
            }
        }
    }

    /// The first byte from `index` on that is not printable ASCII without a meaning of its own; eight at a time.
    @inline(__always)
    private func skipPlain(from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        var index = start
        while index &+ 8 <= count {
            let word = UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
            let quotes = word ^ (ones &* 0x22)
            let slashes = word ^ (ones &* 0x5C)
            let control = (word &- (ones &* 0x20)) & ~word
            let special = (((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes) | control | word) & tops
            if special != 0 { return index &+ special.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while index < count {
            let byte = base[index]
            if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte >= 0x80 { return index }
            index &+= 1
        }
        return index
    }

    private func scanMultibyte(at index: Int) throws(JSONError) -> Int {
        guard let (scalar, length) = UTF8Scalar.decode(base + index, available: count - index) else {
            // Broken text is repaired where it becomes a String.
            if options.strictness == .lenient { return index + 1 }
            throw error(.invalidUTF8, at: index, "The text is not UTF-8.")
        }
        try check(scalar, at: index)
        return index + length
    }

    private func scanEscape(at index: Int) throws(JSONError) -> Int {
        guard index + 1 < count else { throw error(.unexpectedEnd, at: count, "The text ends inside a string.") }
        switch base[index + 1] {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"),
            UInt8(ascii: "r"), UInt8(ascii: "t"):
            return index + 2
        case UInt8(ascii: "u"):
            return try scanUnicodeEscape(at: index)
        default:
            throw error(.syntax, at: index, "There is no such escape in JSON.")
        }
    }

    private func scanUnicodeEscape(at index: Int) throws(JSONError) -> Int {
        let unit = try hex(at: index + 2)
        guard unit & 0xF800 == 0xD800 else {
            try check(UInt32(unit), at: index)
            return index + 6
        }
        if unit < 0xDC00, index + 7 < count, base[index + 6] == UInt8(ascii: "\\"), base[index + 7] == UInt8(ascii: "u") {
            let second = try hex(at: index + 8)
            if second & 0xFC00 == 0xDC00 {
                try check(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(second & 0x3FF)), at: index)
                return index + 12
            }
        }
        if options.strictness == .lenient { return index + 6 }
        throw error(.loneSurrogate, at: index, "Half of a surrogate pair is not a character.")
    }

    private func hex(at index: Int) throws(JSONError) -> UInt16 {
        guard index + 4 <= count else { throw error(.unexpectedEnd, at: count, "The text ends inside a string.") }
        guard let unit = Self.hexUnit(UnsafeBufferPointer(start: base + index, count: 4)[...]) else {
            throw error(.syntax, at: index, "Four hexadecimal digits are expected after \\u.")
        }
        return unit
    }

    private func check(_ scalar: UInt32, at index: Int) throws(JSONError) {
        guard options.strictness == .ijson else { return }
        if scalar & 0xFFFE == 0xFFFE || (0xFDD0...0xFDEF).contains(scalar) {
            throw error(.noncharacter, at: index, "U+\(String(scalar, radix: 16, uppercase: true)) is not a character.")
        }
    }
}
