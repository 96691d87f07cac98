/// One character of UTF-8 by the table of Unicode 15, section 3.9 (no overlong forms, no surrogates, nothing beyond U+10FFFF).
enum UTF8Scalar {
    /// - Parameter available: how many bytes may be read; at least 1.
    /// - Returns: nil when the bytes are no character.
    static func decode(_ bytes: UnsafePointer<UInt8>, available: Int) -> (scalar: UInt32, length: Int)? {
        let first = bytes[0]
        switch first {
        case ..<0x80:
            return (UInt32(first), 1)
        case 0xC2...0xDF:
            guard available >= 2, isTail(bytes[1]) else { return nil }
            return (UInt32(first & 0x1F) << 6 | UInt32(bytes[1] & 0x3F), 2)
        case 0xE0...0xEF:
            guard available >= 3, isTail(bytes[1]), isTail(bytes[2]) else { return nil }
            let scalar = UInt32(first & 0x0F) << 12 | UInt32(bytes[1] & 0x3F) << 6 | UInt32(bytes[2] & 0x3F)
            return scalar < 0x800 || (0xD800...0xDFFF).contains(scalar) ? nil : (scalar, 3)
        case 0xF0...0xF4:
            guard available >= 4, isTail(bytes[1]), isTail(bytes[2]), isTail(bytes[3]) else { return nil }
            let high = UInt32(first & 0x07) << 18 | UInt32(bytes[1] & 0x3F) << 12
            let scalar = high | UInt32(bytes[2] & 0x3F) << 6 | UInt32(bytes[3] & 0x3F)
            return (0x10000...0x10FFFF).contains(scalar) ? (scalar, 4) : nil
        default:
            return nil
        }
    }

    private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
