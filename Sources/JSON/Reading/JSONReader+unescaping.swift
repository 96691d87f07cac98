extension JSONReader {
    /// The bytes of a string whose escapes have been found well-formed. A lone surrogate becomes U+FFFD.
    func unescape(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            guard byte == UInt8(ascii: "\\") else {
                out.append(byte)
                index += 1
                continue
            }
            let escape = bytes[index + 1]
            index += 2
            switch escape {
            case UInt8(ascii: "b"): out.append(0x08)
            case UInt8(ascii: "f"): out.append(0x0C)
            case UInt8(ascii: "n"): out.append(0x0A)
            case UInt8(ascii: "r"): out.append(0x0D)
            case UInt8(ascii: "t"): out.append(0x09)
            case UInt8(ascii: "u"):
                let unit = Self.hexUnit(bytes[index..<(index + 4)]) ?? 0xFFFD
                index += 4
                var scalar = Unicode.Scalar(unit)
                if unit & 0xFC00 == 0xD800, let second = Self.secondUnit(bytes[index...]) {
                    scalar = Unicode.Scalar(0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(second & 0x3FF)))
                    index += 6
                }
                out.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}") ?? .encodedReplacementCharacter)
            default: out.append(escape)
            }
        }
        return out
    }

    static func hexUnit(_ digits: Slice<UnsafeBufferPointer<UInt8>>) -> UInt16? {
        var unit: UInt16 = 0
        for digit in digits {
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(digit - 0x30)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(digit - 0x57)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(digit - 0x37)
            default: return nil
            }
        }
        return unit
    }

    /// The second half of a surrogate pair, when `bytes` starts with its escape.
    private static func secondUnit(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> UInt16? {
        let start = bytes.startIndex
        guard bytes.count >= 6, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u"),
            let unit = hexUnit(bytes[(start + 2)..<(start + 6)]), unit & 0xFC00 == 0xDC00
        else { return nil }
        return unit
    }
}
