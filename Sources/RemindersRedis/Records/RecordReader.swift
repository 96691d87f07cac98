/// Takes the parts of a record from its bytes. Whatever is cut short or out of range throws: Redis is outside.
struct RecordReader {
    struct Malformed: Error {}

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func byte() throws(Malformed) -> UInt8 {
        guard position < bytes.count else { throw Malformed() }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func integer(count: Int) throws(Malformed) -> UInt64 {
        guard position + count <= bytes.count else { throw Malformed() }
        var value: UInt64 = 0
        for index in position..<position + count { value = value << 8 | UInt64(bytes[index]) }
        position += count
        return value
    }

    mutating func length() throws(Malformed) -> Int {
        var (value, shift) = (0, 0)
        while true {
            let group = try byte()
            guard shift < 35 else { throw Malformed() }
            value |= Int(group & 0x7F) << shift
            if group < 0x80 { return value }
            shift += 7
        }
    }

    mutating func data() throws(Malformed) -> ArraySlice<UInt8> {
        let count = try length()
        guard count <= bytes.count - position else { throw Malformed() }
        defer { position += count }
        return bytes[position..<position + count]
    }

    mutating func text() throws(Malformed) -> String {
        String(decoding: try data(), as: UTF8.self)
    }
}
