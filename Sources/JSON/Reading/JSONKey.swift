/// A member name, cheap to compare with a literal: `switch key { case "id": … }`.
///
/// Names of up to 15 bytes, which is nearly all of them, are kept inline and compared as two integers.
public struct JSONKey: Hashable, Sendable {
    /// The first eight bytes, the first one lowest.
    @usableFromInline let low: UInt64
    /// Bytes 8 to 14, and above them the length, or 255 for a longer name.
    @usableFromInline let high: UInt64
    /// The whole name when it is longer than 15 bytes.
    @usableFromInline let long: String

    @inlinable
    init(low: UInt64, high: UInt64, long: String) {
        self.low = low
        self.high = high
        self.long = long
    }

    public init(_ string: String) {
        var string = string
        self = string.withUTF8 { JSONKey(utf8: UnsafeRawBufferPointer($0)) }
    }

    /// - Parameter utf8: valid UTF-8.
    @inlinable
    init(utf8: UnsafeRawBufferPointer) {
        guard utf8.count <= 15 else {
            self.init(low: 0, high: 0xFF << 56, long: String(decoding: utf8, as: UTF8.self))
            return
        }
        var low: UInt64 = 0
        var high = UInt64(truncatingIfNeeded: utf8.count) << 56
        for index in 0..<min(utf8.count, 8) { low |= UInt64(utf8[index]) << UInt64(index &* 8) }
        if utf8.count > 8 {
            for index in 8..<utf8.count { high |= UInt64(utf8[index]) << UInt64((index &- 8) &* 8) }
        }
        self.init(low: low, high: high, long: "")
    }

    @inlinable
    public static func == (left: JSONKey, right: JSONKey) -> Bool {
        left.low == right.low && left.high == right.high && (left.high < 0xFF << 56 || left.long == right.long)
    }

    public var string: String {
        let count = Int(high >> 56)
        guard count <= 15 else { return long }
        return String(unsafeUninitializedCapacity: 15) { buffer in
            for index in 0..<count {
                buffer[index] = UInt8(truncatingIfNeeded: index < 8 ? low >> UInt64(index * 8) : high >> UInt64((index - 8) * 8))
            }
            return count
        }
    }
}

extension JSONKey: ExpressibleByStringLiteral {
    @inlinable
    public init(stringLiteral value: StaticString) {
        if value.hasPointerRepresentation {
            self.init(utf8: UnsafeRawBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
        } else {
            self.init(String(value.unicodeScalar))
        }
    }
}

extension JSONKey: CustomStringConvertible {
    public var description: String { string }
}
