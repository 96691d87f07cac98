extension JSONReader {
    /// The largest integer up to which doubles are exact: 2^53.
    public static var maxExactInteger: Int { 1 << 53 }

    /// A number that has been found well-formed.
    struct NumberToken {
        let start: Int
        var end: Int
        var isNegative = false
        /// No fraction and no exponent.
        var isInteger = true
        /// The leading digits, as many as fit.
        var digits: UInt64 = 0
        /// `digits` are all there are.
        var isWhole = true
        /// The power of ten that `digits` are to be multiplied with.
        var scale = 0
    }

    /// - Throws: `.numberOutOfRange` for an integer beyond 2^53 (unless lenient) and for what no double can hold.
    public mutating func double() throws(JSONError) -> Double {
        let token = try scanNumber()
        let value = try value(of: token)
        position = token.end
        isBeforeValue = false
        return value
    }

    /// An integer, also when it is written as `1.0` or `1e3`.
    ///
    /// - Throws: `.numberOutOfRange` beyond 2^53 (when lenient: beyond `Int`), `.typeMismatch` for a fraction.
    public mutating func int() throws(JSONError) -> Int {
        let token = try scanNumber()
        let integer: Int
        if token.isInteger {
            if options.strictness == .ijson { try checkExact(token) }
            let limit = UInt64(Int.max) + (token.isNegative ? 1 : 0)
            guard token.isWhole, token.digits <= limit else { throw error(.numberOutOfRange, "The number is too large.") }
            integer = token.isNegative ? Int(truncatingIfNeeded: 0 &- token.digits) : Int(token.digits)
        } else {
            let value = try value(of: token)
            guard value.rounded() == value else { throw error(.typeMismatch, "Expected a whole number, found a fraction.") }
            guard let exact = Int(exactly: value) else { throw error(.numberOutOfRange, "The number is too large.") }
            integer = exact
        }
        position = token.end
        isBeforeValue = false
        return integer
    }

    /// An integer of a given range.
    public mutating func int(in range: ClosedRange<Int>) throws(JSONError) -> Int {
        let start = position
        let value = try int()
        guard range.contains(value) else {
            position = start
            isBeforeValue = true
            throw error(.numberOutOfRange, "The number has to be from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    func value(of token: NumberToken) throws(JSONError) -> Double {
        if token.isInteger && options.strictness == .ijson { try checkExact(token) }
        // Both factors are exact, so the one rounding of the product or quotient is the right one (Clinger's fast path).
        if token.isWhole && token.digits <= 1 << 53 && abs(token.scale) <= 22 {
            let digits = Double(token.digits)
            let value = token.scale < 0 ? digits / Self.powersOfTen[-token.scale] : digits * Self.powersOfTen[token.scale]
            return token.isNegative ? -value : value
        }
        let text = String(decoding: UnsafeBufferPointer(start: base + token.start, count: token.end - token.start), as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw error(.numberOutOfRange, "The number is too large.")
        }
        return value
    }

    func checkExact(_ token: NumberToken) throws(JSONError) {
        guard token.isWhole, token.digits <= 1 << 53 else {
            throw error(.numberOutOfRange, "An integer beyond 2^53 would lose digits; send it as a string.")
        }
    }

    /// Finds the end of the number that comes next, and checks its form, without moving.
    mutating func scanNumber() throws(JSONError) -> NumberToken {
        skipWhitespace()
        guard position < count, base[position] == UInt8(ascii: "-") || isDigit(position) else { throw mismatch(.number) }
        var token = NumberToken(start: position, end: position)
        if base[position] == UInt8(ascii: "-") {
            token.isNegative = true
            token.end &+= 1
        }
        let first = token.end
        try scanDigits(&token, isFraction: false)
        if base[first] == UInt8(ascii: "0") && token.end > first + 1 {
            throw error(.syntax, at: first, "A number does not start with a needless zero.")
        }
        if token.end < count, base[token.end] == UInt8(ascii: ".") {
            token.isInteger = false
            token.end &+= 1
            try scanDigits(&token, isFraction: true)
        }
        if token.end < count, base[token.end] | 0x20 == UInt8(ascii: "e") {
            token.isInteger = false
            token.end &+= 1
            try scanExponent(&token)
        }
        return token
    }

    private func scanDigits(_ token: inout NumberToken, isFraction: Bool) throws(JSONError) {
        let start = token.end
        while token.end < count, isDigit(token.end) {
            if token.isWhole && token.digits < 1_000_000_000_000_000_000 {
                token.digits = token.digits &* 10 &+ UInt64(base[token.end] &- 0x30)
                if isFraction { token.scale -= 1 }
            } else {
                token.isWhole = false
            }
            token.end &+= 1
        }
        if token.end == start { throw missingDigit(at: token.end) }
    }

    private func scanExponent(_ token: inout NumberToken) throws(JSONError) {
        var isNegative = false
        if token.end < count, base[token.end] == UInt8(ascii: "-") || base[token.end] == UInt8(ascii: "+") {
            isNegative = base[token.end] == UInt8(ascii: "-")
            token.end &+= 1
        }
        let start = token.end
        var exponent = 0
        while token.end < count, isDigit(token.end) {
            exponent = min(exponent * 10 + Int(base[token.end] &- 0x30), 1_000_000)
            token.end &+= 1
        }
        if token.end == start { throw missingDigit(at: token.end) }
        token.scale += isNegative ? -exponent : exponent
    }

    private func missingDigit(at offset: Int) -> JSONError {
        offset < count
            ? error(.syntax, at: offset, "A digit is expected here.")
            : error(.unexpectedEnd, at: offset, "The text ends inside a number.")
    }

    @inline(__always)
    private func isDigit(_ index: Int) -> Bool { base[index] &- 0x30 < 10 }

    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
