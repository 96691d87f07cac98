/// Appends the parts of a record to its bytes.
struct RecordWriter {
    private(set) var bytes: [UInt8] = []

    init(capacity: Int) {
        bytes.reserveCapacity(capacity)
    }

    /// The lowest `count` bytes of a number, most significant first.
    mutating func integer(_ value: some BinaryInteger, count: Int) {
        for shift in stride(from: (count - 1) * 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// A length in groups of seven bits, lowest first; then the text.
    mutating func text(_ text: String) {
        length(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func data(_ data: [UInt8]) {
        length(data.count)
        bytes.append(contentsOf: data)
    }

    mutating func byte(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func length(_ length: Int) {
        var rest = UInt(length)
        while rest >= 0x80 {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
