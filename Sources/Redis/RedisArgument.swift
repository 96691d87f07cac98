/// One word of a command. Words are bytes to Redis; numbers and text are written straight into the request.
public enum RedisArgument: Sendable, Hashable {
    case string(String)
    case bytes([UInt8])
    case integer(Int)
}

extension RedisArgument: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) {
        self = .string(value)
    }
}

extension RedisArgument {
    /// Appends the word as a bulk string of the Redis protocol.
    func encode(into request: inout [UInt8]) {
        switch self {
        case .string(let text):
            request.append(header: "$", text.utf8.count)
            request.append(contentsOf: text.utf8)
        case .bytes(let bytes):
            request.append(header: "$", bytes.count)
            request.append(contentsOf: bytes)
        case .integer(let number):
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
                let count = number.writeDecimal(to: digits)
                request.append(header: "$", count)
                request.append(contentsOf: digits[..<count])
            }
        }
        request.append(13)
        request.append(10)
    }
}

extension [UInt8] {
    /// A line such as `*3` or `$12`.
    mutating func append(header kind: Unicode.Scalar, _ count: Int) {
        append(UInt8(ascii: kind))
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            append(contentsOf: digits[..<count.writeDecimal(to: digits)])
        }
        append(13)
        append(10)
    }
}

extension Int {
    /// Writes the number in decimal and returns how many characters that took: at most twenty.
    func writeDecimal(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var rest = magnitude
        var end = 20
        repeat {
            end -= 1
            buffer[end] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        } while rest > 0
        if self < 0 {
            end -= 1
            buffer[end] = UInt8(ascii: "-")
        }
        for index in end..<20 { buffer[index - end] = buffer[index] }
        return 20 - end
    }
}
